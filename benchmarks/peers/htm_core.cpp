// htm.core (https://github.com/htm-community/htm.core) in turns with the benchmark, as turns.py says; htm_core.py compiles it.
// htm_core learn|infer|first|pool-learn|pool-infer PATTERNS.i32 ACTIVE SIZE [REPETITIONS]: rows of ACTIVE bits of SIZE.
#include <chrono>
#include <cstdint>
#include <ctime>
#include <fstream>
#include <iostream>
#include <memory>
#include <string>
#include <vector>

#include <htm/algorithms/SpatialPooler.hpp>
#include <htm/algorithms/TemporalMemory.hpp>
#include <htm/types/Sdr.hpp>

using namespace htm;

static std::vector<std::unique_ptr<SDR>> patterns;

static void read(const char *file, size_t active, UInt size) {
  std::ifstream in(file, std::ios::binary);
  std::vector<int32_t> row(active);
  while (in.read(reinterpret_cast<char *>(row.data()), active * sizeof(int32_t))) {
    patterns.emplace_back(new SDR({size}));
    patterns.back()->setSparse(SDR_sparse_t(row.begin(), row.end()));
  }
}

static std::unique_ptr<TemporalMemory> memory(UInt size) {
  return std::unique_ptr<TemporalMemory>(new TemporalMemory(
      {size}, /*cellsPerColumn*/ 32, /*activationThreshold*/ 13, /*initialPermanence*/ 0.21f, /*connectedPermanence*/ 0.5f,
      /*minThreshold*/ 10, /*maxNewSynapseCount*/ 20, /*permanenceIncrement*/ 0.1f, /*permanenceDecrement*/ 0.1f,
      /*predictedSegmentDecrement*/ 0.0f, /*seed*/ 1, /*maxSegmentsPerCell*/ 255, /*maxSynapsesPerSegment*/ 255, /*checkInputs*/ false));
}

/** Presents the sequence so often; the mean anomaly of the last repetition without the first step. */
static double present(TemporalMemory &tm, int times, bool learn) {
  double anomaly = 0;
  for (int r = 0; r < times; r++) {
    anomaly = 0;
    for (size_t i = 0; i < patterns.size(); i++) {
      if (i == 0) {
        tm.reset();
      }
      tm.compute(*patterns[i], learn);
      anomaly += i == 0 ? 0 : tm.anomaly;
    }
  }
  return anomaly / (patterns.size() - 1);
}

static std::unique_ptr<SpatialPooler> pooler(UInt size) {
  return std::unique_ptr<SpatialPooler>(new SpatialPooler(
      {size}, {2048}, /*potentialRadius*/ size, /*potentialPct*/ 0.5f, /*globalInhibition*/ true, /*localAreaDensity*/ 0.02f,
      /*numActiveColumnsPerInhArea*/ 0, /*stimulusThreshold*/ 1, /*synPermInactiveDec*/ 0.008f, /*synPermActiveInc*/ 0.05f,
      /*synPermConnected*/ 0.1f, /*minPctOverlapDutyCycles*/ 0.001f, /*dutyCyclePeriod*/ 1000, /*boostStrength*/ 0.0f, /*seed*/ 1,
      /*spVerbosity*/ 0, /*wrapAround*/ false));
}

static double seconds(clockid_t clock) {
  timespec t;
  clock_gettime(clock, &t);
  return t.tv_sec + t.tv_nsec * 1e-9;
}

/** Answers each line with seconds of processor time, seconds by the clock and what came out; only work() is timed. */
template <typename Prepare, typename Work> static void turns(bool warm, Prepare prepare, Work work) {
  if (warm) {
    auto one = prepare();
    work(*one);
  }
  std::cout << "ready htm.core, C++" << std::endl;
  for (std::string line; std::getline(std::cin, line);) {
    auto one = prepare();
    const double cpu = seconds(CLOCK_PROCESS_CPUTIME_ID), wall = seconds(CLOCK_MONOTONIC);
    const std::string result = work(*one);
    std::cout << seconds(CLOCK_PROCESS_CPUTIME_ID) - cpu << " " << seconds(CLOCK_MONOTONIC) - wall << " " << result << std::endl;
  }
}

int main(int count, char **arguments) {
  const std::string what = arguments[1];
  const UInt size = std::stoi(arguments[4]);
  const int repetitions = count > 5 ? std::stoi(arguments[5]) : 1;
  read(arguments[2], std::stoi(arguments[3]), size);
  if (what == "pool-learn" || what == "pool-infer") {
    const bool learn = what == "pool-learn";
    SDR columns({2048});
    turns(true, [&] { return pooler(size); },
          [&](SpatialPooler &sp) {
            for (auto &pattern : patterns) {
              sp.compute(*pattern, learn, columns);
            }
            return std::to_string(columns.getSum()) + " columns";
          });
  } else if (what == "infer") {
    std::unique_ptr<TemporalMemory> known = memory(size);
    present(*known, repetitions, true);
    turns(true, [&] { return known.get(); }, [&](TemporalMemory &tm) { return "anomaly " + std::to_string(present(tm, 10, false)); });
  } else {
    turns(what == "learn", [&] { return memory(size); },
          [&](TemporalMemory &tm) { return "anomaly " + std::to_string(present(tm, repetitions, true)); });
  }
}
