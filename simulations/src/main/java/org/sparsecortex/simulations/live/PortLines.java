package org.sparsecortex.simulations.live;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.sparsecortex.simulations.json.JsonText;
import org.sparsecortex.simulations.problem.UserError;

/**
 * Lines of senders at a TCP port of this machine, one sender after another.
 *
 * <p>Each is told first which row is wanted, and later how many are kept for good, as JSON lines:
 *
 * <pre>  {"event":"ready","row":1200}     {"event":"kept","rows":1500}  </pre>
 *
 * What a sender did not end with a line break when it went away is no row.
 */
final class PortLines implements RowFeed.Lines {
    private static final int WAITING = 4;

    private final ServerSocket server;
    private final LongSupplier next;
    private volatile Socket sender;
    private volatile boolean closed;
    private LineReader lines;
    private long taken;
    private long kept = -1;

    private PortLines(ServerSocket server, LongSupplier next) {
        this.server = server;
        this.next = next;
    }

    /**
     * Opens the port on the loopback address.
     *
     * @throws UserError if it is in use
     */
    static PortLines listen(int port, LongSupplier next) throws IOException {
        try {
            return new PortLines(new ServerSocket(port, WAITING, InetAddress.getLoopbackAddress()), next);
        } catch (BindException e) {
            throw new UserError(
                    "--feed tcp:" + port + ": " + e.getMessage() + "; another program has it, or may not be asked", e);
        }
    }

    @Override
    public String told() {
        return "waiting for rows at " + server.getInetAddress().getHostAddress() + " port " + server.getLocalPort();
    }

    @Override
    public String next() throws IOException {
        try {
            if (sender == null) {
                sender = server.accept();
                lines = new LineReader(sender.getInputStream());
                taken = 0;
                Socket listener = sender;
                Thread teller = new Thread(() -> tellKept(listener), "rows-kept");
                teller.setDaemon(true);
                teller.start();
            }
            String line = lines.next();
            taken++;
            if (line == null) {
                leave();
            }
            return line;
        } catch (SocketException e) { // the sender broke off, or the run ends
            leave();
            return null;
        }
    }

    private void leave() throws IOException {
        Socket gone = sender;
        sender = null;
        if (gone != null) {
            gone.close();
        }
        synchronized (this) {
            notifyAll();
        }
    }

    /** Tells a sender what is kept; a thread of its own, because a sender that does not read holds up whoever writes to it. */
    private void tellKept(Socket to) {
        long told = -1;
        try {
            to.getOutputStream().write(event("ready", "row", next.getAsLong()));
            while (true) {
                synchronized (this) {
                    while (sender == to && kept <= told) {
                        wait();
                    }
                    if (sender != to) {
                        return;
                    }
                    told = kept;
                }
                to.getOutputStream().write(event("kept", "rows", told));
            }
        } catch (IOException gone) {
            // it does not listen any more; whether it still sends shows where it is read from
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static byte[] event(String name, String key, long value) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("event", name);
        line.put(key, value);
        return (JsonText.text(line) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public synchronized void kept(long rows) {
        kept = rows;
        notifyAll();
    }

    @Override
    public boolean ended() {
        return closed;
    }

    @Override
    public boolean isFirst() {
        return taken == 1;
    }

    @Override
    public void close() throws IOException {
        closed = true;
        server.close();
        leave();
    }
}
