// SPDX-License-Identifier: BSL-1.0
// machine::fire beside the same table as a hand-written switch and as a raw Boost.MSM machine: 14 states, 20 events, 40
// rows, every second one guarded; three streams of events.
#include <array>
#include <cstdint>
#include <random>
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

// Uniform: any event, half of them too heavy. Accepted: one that has a row in the state that the stream is in by then.
std::vector<occurrence> make_stream(stream kind) {
  std::mt19937 random(42);
  std::vector<occurrence> result(4096);
  by_hand shadow;
  for (occurrence& each : result) {
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

template <class Subject, class Fire>
void run(benchmark::State& state, stream kind, Fire fire) {
  const std::vector<occurrence> occurrences = make_stream(kind);
  Subject subject{};
  std::int64_t accepted = 0;
  for (auto _ : state) {
    for (const occurrence& each : occurrences) {
      accepted += dispatch(
          each, [&](const auto& e) { return fire(subject, e); }, std::make_index_sequence<events>{});
    }
    benchmark::DoNotOptimize(subject);
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

BENCHMARK_CAPTURE(fairlead_fire, uniform, stream::uniform)->Name("fire/fairlead/uniform");
BENCHMARK_CAPTURE(table_fire, uniform, stream::uniform)->Name("fire/table/uniform");
BENCHMARK_CAPTURE(switch_fire, uniform, stream::uniform)->Name("fire/switch/uniform");
BENCHMARK_CAPTURE(msm_fire, uniform, stream::uniform)->Name("fire/msm/uniform");
BENCHMARK_CAPTURE(fairlead_fire, mostly, stream::mostly_accepted)->Name("fire/fairlead/mostly_accepted");
BENCHMARK_CAPTURE(table_fire, mostly, stream::mostly_accepted)->Name("fire/table/mostly_accepted");
BENCHMARK_CAPTURE(switch_fire, mostly, stream::mostly_accepted)->Name("fire/switch/mostly_accepted");
BENCHMARK_CAPTURE(msm_fire, mostly, stream::mostly_accepted)->Name("fire/msm/mostly_accepted");
BENCHMARK_CAPTURE(fairlead_fire, all, stream::all_accepted)->Name("fire/fairlead/all_accepted");
BENCHMARK_CAPTURE(table_fire, all, stream::all_accepted)->Name("fire/table/all_accepted");
BENCHMARK_CAPTURE(switch_fire, all, stream::all_accepted)->Name("fire/switch/all_accepted");
BENCHMARK_CAPTURE(msm_fire, all, stream::all_accepted)->Name("fire/msm/all_accepted");

}  // namespace

BENCHMARK_MAIN();
