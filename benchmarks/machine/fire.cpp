// SPDX-License-Identifier: BSL-1.0
// machine::fire, table_machine and fleet beside the same table as a hand-written switch and as a raw Boost.MSM machine:
// 14 states, 20 events, 40 rows, every second one guarded; three streams of events, too long to be learned by heart.
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <new>
#include <random>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include <benchmark/benchmark.h>
#include <boost/mp11/list.hpp>
#include <boost/mp11/mpl.hpp>
#include <boost/msm/back/state_machine.hpp>
#include <boost/msm/front/functor_row.hpp>
#include <boost/msm/front/state_machine_def.hpp>

#include <fairlead/machine.hpp>

namespace {

constexpr std::size_t states = 14;
constexpr std::size_t events = 20;
constexpr std::size_t rows = 40;
constexpr int heaviest = 100;

// Row k: which state, which event, which target, guarded or not.
constexpr std::size_t source_of(std::size_t k) { return k % states; }
constexpr std::size_t event_of(std::size_t k) { return k % events; }
constexpr std::size_t target_of(std::size_t k) { return (k + 1 + k / states) % states; }
constexpr bool guarded(std::size_t k) { return k % 2 == 0; }

template <std::size_t Number>
struct event {
  int weight;
};

struct delivery : fairlead::lifecycle {
  template <std::size_t Number>
  struct place : std::conditional_t<Number == 0, fairlead::initial, std::type_identity<place<Number>>> {};
  struct data {
    long carried = 0;
  };
  struct light {
    template <std::size_t Number>
    bool operator()(const event<Number>& e) const {
      return e.weight < heaviest;
    }
  };
  struct carry {
    template <std::size_t Number>
    void operator()(const event<Number>& e, data& of) const {
      of.carried += e.weight;
    }
  };
  template <std::size_t K>
  using one = row<place<source_of(K)>, event<event_of(K)>, place<target_of(K)>,
                  std::conditional_t<guarded(K), when<light>, when<>>, then<carry>>;
  template <std::size_t... K>
  static table<one<K>...> all(std::index_sequence<K...>);
  using transitions = decltype(all(std::make_index_sequence<rows>{}));
};

namespace msm = boost::msm;
struct raw_front : msm::front::state_machine_def<raw_front> {
  long carried = 0;
  template <std::size_t Number>
  struct place : msm::front::state<> {};
  struct light {
    template <class Event, class Machine, class Source, class Target>
    bool operator()(const Event& e, Machine&, Source&, Target&) const {
      return e.weight < heaviest;
    }
  };
  struct carry {
    template <class Event, class Machine, class Source, class Target>
    void operator()(const Event& e, Machine& machine, Source&, Target&) const {
      machine.carried += e.weight;
    }
  };
  using initial_state = place<0>;
  using no_exception_thrown = int;
  using no_message_queue = int;
  template <std::size_t K>
  using one = msm::front::Row<place<source_of(K)>, event<event_of(K)>, place<target_of(K)>, carry,
                              std::conditional_t<guarded(K), light, msm::front::none>>;
  template <std::size_t... K>
  static boost::mp11::mp_list<one<K>...> all(std::index_sequence<K...>);
  using transition_table = decltype(all(std::make_index_sequence<rows>{}));
  template <class Machine, class Event>
  void no_transition(const Event&, Machine&, int) {}
};
using raw_machine = msm::back::state_machine<raw_front>;

// What a careful person writes: one switch over the state for each event. The compiler sees constants only.
struct by_hand {
  std::uint8_t state = 0;
  long carried = 0;

  template <std::size_t Number>
  bool on(const event<Number>& e) {
    switch (state) {
      case source_of(Number):
        return take<Number>(e);
      case source_of(Number + events):
        return Number + events < rows && take<Number + events>(e);
      default:
        return false;
    }
  }

private:
  template <std::size_t K, std::size_t Number>
  bool take(const event<Number>& e) {
    if (guarded(K) && e.weight >= heaviest) { return false; }
    carried += e.weight;
    state = static_cast<std::uint8_t>(target_of(K));
    return true;
  }
};

struct occurrence {
  std::uint8_t number;
  int weight;
};

template <class Take, std::size_t... Number>
bool dispatch(const occurrence& what, Take&& take, std::index_sequence<Number...>) {
  bool taken = false;
  ((what.number == Number && (taken = take(event<Number>{what.weight}), true)) || ...);
  return taken;
}

enum class stream : std::uint8_t { uniform, mostly_accepted, all_accepted };

constexpr std::size_t length = 1U << 18;
constexpr std::size_t fleet_size = 8;

// Uniform: any event, half of them too heavy. Accepted: one that has a row in the state that the stream is in by then.
// Event i is for machine i % machines.
std::vector<occurrence> make_stream(stream kind, std::size_t machines) {
  std::mt19937 random(42);
  std::vector<occurrence> result(length);
  std::vector<by_hand> shadows(machines);
  for (std::size_t i = 0; i < length; ++i) {
    occurrence& each = result[i];
    by_hand& shadow = shadows[i % machines];
    const bool any = kind == stream::uniform || (kind == stream::mostly_accepted && random() % 10 == 0);
    do {
      each = {static_cast<std::uint8_t>(random() % events), static_cast<int>(random() % (any ? 200 : heaviest))};
      by_hand trial = shadow;
      if (any || dispatch(
                     each, [&](const auto& e) { return trial.on(e); }, std::make_index_sequence<events>{})) {
        break;
      }
    } while (true);
    dispatch(
        each, [&](const auto& e) { return shadow.on(e); }, std::make_index_sequence<events>{});
  }
  return result;
}

// The same events as typed values one after another, and references to them.
struct numbered_stream {
  struct alignas(event<0>) place {
    std::array<std::byte, sizeof(event<0>)> bytes;
  };
  std::vector<place> values{length};
  std::vector<fairlead::event_ref<delivery>> refs{};

  explicit numbered_stream(const std::vector<occurrence>& occurrences) {
    refs.reserve(length);
    for (std::size_t i = 0; i < length; ++i) {
      dispatch(
          occurrences[i],
          [&](const auto& e) {
            using type = std::remove_cvref_t<decltype(e)>;
            refs.emplace_back(*new (&values[i]) type(e));
            return true;
          },
          std::make_index_sequence<events>{});
    }
  }
};

template <class Subject, class Fire>
void run(benchmark::State& state, stream kind, Fire fire, std::size_t machines = 1) {
  const std::vector<occurrence> occurrences = make_stream(kind, machines);
  std::vector<Subject> subjects(machines);
  std::int64_t accepted = 0;
  for (auto _ : state) {
    std::size_t i = 0;
    for (const occurrence& each : occurrences) {
      Subject& subject = subjects[i++ % machines];
      accepted += dispatch(
          each, [&](const auto& e) { return fire(subject, e); }, std::make_index_sequence<events>{});
    }
    benchmark::DoNotOptimize(subjects);
  }
  benchmark::DoNotOptimize(accepted);
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(occurrences.size()));
}

void fairlead_fire(benchmark::State& state, stream kind) {
  run<fairlead::machine<delivery>>(state, kind,
                                   [](auto& machine, const auto& e) { return static_cast<bool>(machine.fire(e)); });
}
void table_fire(benchmark::State& state, stream kind) {
  run<fairlead::table_machine<delivery>>(
      state, kind, [](auto& machine, const auto& e) { return static_cast<bool>(machine.fire(e)); });
}
void switch_fire(benchmark::State& state, stream kind) {
  run<by_hand>(state, kind, [](auto& machine, const auto& e) { return machine.on(e); });
}
void msm_fire(benchmark::State& state, stream kind) {
  run<raw_machine>(state, kind,
                   [](auto& machine, const auto& e) { return machine.process_event(e) == msm::back::HANDLED_TRUE; });
}

void switch_fleet(benchmark::State& state, stream kind) {
  run<by_hand>(
      state, kind, [](auto& machine, const auto& e) { return machine.on(e); }, fleet_size);
}
void table_step(benchmark::State& state, stream kind) {
  const numbered_stream occurrences(make_stream(kind, 1));
  fairlead::table_machine<delivery> subject{};
  std::int64_t accepted = 0;
  for (auto _ : state) {
    for (const auto& each : occurrences.refs) { accepted += static_cast<bool>(subject.step(each)); }
    benchmark::DoNotOptimize(subject);
  }
  benchmark::DoNotOptimize(accepted);
}
void fleet_step(benchmark::State& state, stream kind) {
  constexpr std::size_t batch = 1024;
  const numbered_stream occurrences(make_stream(kind, fleet_size));
  fairlead::fleet<delivery> subject;
  std::vector<fairlead::fleet_id> ids(batch);
  for (std::size_t i = 0; i < batch; ++i) { ids[i] = i < fleet_size ? subject.add() : ids[i % fleet_size]; }
  std::vector<fairlead::short_outcome> answers;
  for (auto _ : state) {
    for (std::size_t i = 0; i < length; i += batch) {
      answers.clear();
      subject.fire(ids, std::span(occurrences.refs).subspan(i, batch), answers);
      benchmark::DoNotOptimize(answers.data());
    }
  }
}

// Bytes of a million members, with their ids; the data of 8 bytes each are part of them.
struct counted {
  static inline std::size_t bytes = 0;
};
void fleet_memory(benchmark::State& state) {
  constexpr std::size_t members = 1'000'000;
  for (auto _ : state) {
    counted::bytes = 0;
    fairlead::fleet<delivery> subject;
    subject.reserve(members);
    for (std::size_t i = 0; i < members; ++i) { (void)subject.add(); }
    state.counters["value"] = static_cast<double>(counted::bytes);
  }
}
void million_times_16(benchmark::State& state) {
  for (auto _ : state) { state.counters["value"] = 16e6; }
}
void machine_size(benchmark::State& state) {
  for (auto _ : state) { state.counters["value"] = sizeof(fairlead::table_machine<delivery>); }
}
void byte_and_data(benchmark::State& state) {
  struct plain {
    std::uint8_t state;
    delivery::data data;
  };
  for (auto _ : state) { state.counters["value"] = sizeof(plain); }
}

using measure = void (*)(benchmark::State&, stream);
const bool registered = [] {
  const std::array<std::pair<const char*, stream>, 3> streams{{{"uniform", stream::uniform},
                                                               {"mostly_accepted", stream::mostly_accepted},
                                                               {"all_accepted", stream::all_accepted}}};
  const std::array<std::pair<const char*, measure>, 8> subjects{{{"fire/fairlead/", fairlead_fire},
                                                                 {"fire/msm/", msm_fire},
                                                                 {"table/fairlead/", table_fire},
                                                                 {"table/switch/", switch_fire},
                                                                 {"by_number/fairlead/", table_step},
                                                                 {"by_number/switch/", switch_fire},
                                                                 {"fleet/fairlead/", fleet_step},
                                                                 {"fleet/switch/", switch_fleet}}};
  for (const auto& [subject, run_it] : subjects) {
    for (const auto& [name, kind] : streams) {
      benchmark::RegisterBenchmark((std::string(subject) + name).c_str(), run_it, kind);
    }
  }
  return true;
}();
BENCHMARK(fleet_memory)->Name("memory/fairlead/million_members")->Iterations(1);
BENCHMARK(million_times_16)->Name("memory/bytes_16_each/million_members")->Iterations(1);
BENCHMARK(machine_size)->Name("memory/fairlead/one_machine")->Iterations(1);
BENCHMARK(byte_and_data)->Name("memory/byte_and_data/one_machine")->Iterations(1);

}  // namespace

// Counts what a million members take from the heap, all of it.
void* operator new(std::size_t size) {
  counted::bytes += size;
  if (void* const memory = std::malloc(size)) { return memory; }
  throw std::bad_alloc();
}
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }

BENCHMARK_MAIN();
