package org.sparsecortex.sparsey.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Likelihood of the best of 8 cells with V = G when the other seven have V = min(c, G), for the published forms. */
class FormTest {
    private static final double[] G = {.1, .2, .3, .4, .5, .6, .7, .8, .9, 1};

    private static void check(Form form, double crosstalk, double... expected) {
        for (int i = 0; i < G.length; i++) {
            double amplitude = form.amplitude(G[i], 8);
            double best = form.mu(amplitude, form.shape(G[i]));
            double other = form.mu(amplitude, form.shape(Math.min(crosstalk, G[i])));
            assertThat(best / (best + 7 * other)).as(form + " at G = " + G[i]).isEqualTo(expected[i], within(5.1e-4));
        }
    }

    @Test
    void expansivityTable() {
        double[] g = {0, .1, .25, .5, .75, .9, 1};
        double[] chi100 = {1, 1, 23.2222, 159.0247, 418.2840, 633.0988, 801};
        double[] chi30 = {1, 1, 7.6667, 48.4074, 126.1852, 190.6296, 241};
        for (int i = 0; i < g.length; i++) {
            assertThat(Form.expansivity(g[i], .1, 2, 100, 8)).isEqualTo(chi100[i], within(1e-4));
            assertThat(Form.expansivity(g[i], .1, 2, 30, 8)).isEqualTo(chi30[i], within(1e-4));
        }
    }

    @Test
    void rinkus2014() {
        check(Form.Rinkus2014.STEEP, 0, .125, .133, .264, .688, .916, .965, .978, .983, .987, .989);
        check(Form.Rinkus2014.STEEP, .2, .125, .125, .216, .569, .833, .907, .926, .933, .936, .938);
        check(Form.Rinkus2014.RECOMMENDED, 0, .125, .127, .157, .311, .623, .837, .917, .945, .959, .967);
        check(Form.Rinkus2014.RECOMMENDED, .2, .125, .125, .146, .274, .552, .772, .864, .898, .912, .920);
    }

    @Test
    void alternative() {
        Form form = new Form.Alternative(100, 2, .1, .1, 4, 1, 8);
        check(form, 0, .125, .126, .198, .805, .954, .972, .981, .986, .989, .991);
        check(form, .2, .125, .125, .193, .795, .949, .967, .976, .981, .984, .986);
    }

    @Test
    void floored() {
        Form form = new Form.Floored(100, 2, .1, 4, .5, 0, 2);
        check(form, 0, .125, .217, .271, .325, .375, .418, .453, .479, .499, .514);
        check(form, .2, .125, .125, .161, .199, .236, .270, .299, .322, .339, .352);
    }

    @Test
    void demonstrator() {
        check(new Form.Demonstrator(400, 0, 0, 50, 15), 0, .207, .320, .449, .569, .660, .719, .754, .774, .784, .789);
    }

    @Test
    void withoutOffset() {
        check(new Form.WithoutOffset(2.5, .2, 28, 5), .2, .125, .125, .176, .181, .181, .181, .181, .181, .181, .181);
    }

    /** The defect of the last form: the draw does not depend on G at all once G exceeds its threshold. */
    @Test
    void withoutOffsetFamiliarityCancels() {
        Form form = new Form.WithoutOffset(2.5, .2, 28, 5);
        double low = form.mu(form.amplitude(.3, 8), form.shape(.3)) / form.mu(form.amplitude(.3, 8), form.shape(.1));
        double high = form.mu(form.amplitude(.9, 8), form.shape(.3)) / form.mu(form.amplitude(.9, 8), form.shape(.1));
        assertThat(low).isEqualTo(high, within(1e-3));
        Form sound = Form.Rinkus2014.RECOMMENDED;
        assertThat(sound.mu(sound.amplitude(.9, 8), sound.shape(.3))
                        / sound.mu(sound.amplitude(.9, 8), sound.shape(.1)))
                .isGreaterThan(1.5);
    }
}
