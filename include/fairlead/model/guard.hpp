// SPDX-License-Identifier: BSL-1.0
// The guards that fairlead itself understands (`is`, `not_`, `in`), and how a guard or action of any kind is called.
#ifndef FAIRLEAD_MODEL_GUARD_HPP
#define FAIRLEAD_MODEL_GUARD_HPP

#include <array>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <string_view>
#include <type_traits>

#include "../identity/timestamp.hpp"
#include "description.hpp"
#include "enumerators.hpp"
#include "name.hpp"
#include "verdict.hpp"

namespace fairlead {

/// Holds if the event's `Member` equals `Value`: `is<&vote::choice, approve>`. Two `is<>` on one member exclude each
/// other, which the compiler uses to prove that the rows of one event never compete.
template <auto Member, auto Value>
struct is {
  /// Compares; the name of the wanted value is in the guard's own name.
  template <class Event>
    requires requires(const Event& event) { event.*Member == Value; }
  [[nodiscard]] constexpr verdict operator()(const Event& event) const noexcept { return event.*Member == Value; }
};

/// Holds exactly when `Guard` does not pass (whatever the kind of its verdict), so that `G` and `not_<G>` together
/// cover every case; only where nobody has told the time that `Guard` asks for do both refuse.
template <class Guard>
struct not_ {};

/// Holds if the sibling lifecycle that `State` belongs to is in `State`: `in<deploy_gate::open>`.
/// The sibling is handed over with the event: `fire(event, beside(gate))`.
template <class State>
struct in {};

namespace detail {

template <auto>
inline constexpr char constant_tag = 0;
template <class>
inline constexpr char guard_tag = 0;

constexpr state_description describe_state(const type_spelling& spelled, legend marks, std::int64_t patience) {
  const std::string_view whole = qualified_name(spelled);
  const std::size_t last = start_of_last_name(whole);
  return {spelled.declared.empty() ? std::string_view{whole.data() + last, whole.size() - last} : spelled.declared,
          scope_before(whole, last), marks, patience};
}
template <class State>
inline constexpr state_description state_of = describe_state(spelled_type<State>(),
                                                             legend_from(__is_base_of(initial, State),
                                                                         __is_base_of(terminal, State),
                                                                         __is_base_of(waiting, State),
                                                                         __is_base_of(needs_operator, State)),
                                                             patience_of<State>());

// Compile-time concatenation, kept in static storage so that a string_view can point at it.
template <std::size_t Length>
struct text_of_length {
  char characters[Length];
};
template <std::size_t Length>
constexpr text_of_length<Length> join(std::initializer_list<std::string_view> parts) {
  text_of_length<Length> all{};
  char* at = all.characters;
  for (const std::string_view& part : parts) {
    const char* const from = part.data();
    const std::size_t size = part.size();
    for (std::size_t i = 0; i < size; ++i) { *at++ = from[i]; }
  }
  return all;
}
template <const std::string_view&... Parts>
struct joined {
  static constexpr auto text = join<(Parts.size() + ...)>({Parts...});
  static constexpr std::string_view value{text.characters, sizeof(text)};
};

template <class T>
inline constexpr std::string_view stored_name = name_from(spelled_type<T>());
template <auto V>
inline constexpr std::string_view stored_value_name = name_of_value<V>();
template <class T>
inline constexpr std::string_view stored_scope_name = last_name(state_of<T>.scope);
inline constexpr std::string_view equals_sign = "=";
inline constexpr std::string_view exclamation = "!";

template <class Class, class Type>
constexpr sequence<std::string_view> answers_of(Type Class::*) {
  if constexpr (fixed_enum<Type>) {
    return enumerator_names<Type>;
  } else {
    return {};
  }
}

template <class Guard>
inline constexpr guard_description guard_of{
    name_from(spelled_type<Guard>()), &guard_tag<Guard>, nullptr, {}, false, false};
template <auto Member, auto Value>
inline constexpr guard_description guard_of<is<Member, Value>>{
    joined<stored_value_name<Member>, equals_sign, stored_value_name<Value>>::value,
    &constant_tag<Member>,
    &constant_tag<Value>,
    {},
    false,
    true,
    answers_of(Member)};
template <class State>
inline constexpr guard_description guard_of<in<State>>{
    joined<stored_scope_name<State>, equals_sign, stored_name<State>>::value,
    nullptr,
    &state_of<State>,
    state_of<State>.scope,
    false,
    true};
template <class Guard>
inline constexpr std::string_view stored_guard_name = guard_of<Guard>.name;
template <class Guard>
inline constexpr guard_description guard_of<not_<Guard>>{joined<exclamation, stored_guard_name<Guard>>::value,
                                                         guard_of<Guard>.key,
                                                         guard_of<Guard>.value,
                                                         guard_of<Guard>.scope,
                                                         !guard_of<Guard>.negated,
                                                         guard_of<Guard>.selects,
                                                         guard_of<Guard>.answers};

// A requirement costs a compiler less than std::is_invocable.
template <class Function, class... Arguments>
concept callable_with = requires(const Function& function, Arguments&... arguments) {
  function(arguments...);
};

// The shapes in which a guard may take what it decides on; the first that fits is used. The answer stays a `bool` where
// it is one: a verdict has a destructor, which each caller would have to compile.
template <class Guard, class Event, class Data>
constexpr auto call_guard(const Guard& guard, const Event& event, const Data& data, timestamp at) {
  if constexpr (callable_with<Guard, const Event, const Data, timestamp>) {
    return guard(event, data, at);
  } else if constexpr (callable_with<Guard, const Event, const Data>) {
    return guard(event, data);
  } else if constexpr (callable_with<Guard, const Event>) {
    return guard(event);
  } else {
    return guard(data);
  }
}

template <class Action, class Event, class Data>
inline constexpr bool callable_action = callable_with<Action, const Event, Data, timestamp> ||
                                        callable_with<Action, const Event, Data> || callable_with<Action, Data>;

template <class Action, class Event, class Data>
constexpr void call_action(const Action& action, const Event& event, Data& data, timestamp at) {
  if constexpr (callable_with<Action, const Event, Data, timestamp>) {
    action(event, data, at);
  } else if constexpr (callable_with<Action, const Event, Data>) {
    action(event, data);
  } else {
    action(data);
  }
}

// The beginning of time itself stands for a time that nobody has told.
inline constexpr timestamp untold{INT64_MIN};
template <class Guard, class Event, class Data>
inline constexpr bool asks_time = callable_with<Guard, const Event, const Data, timestamp>;
template <class State, class Event, class Data>
inline constexpr bool asks_time<in<State>, Event, Data> = false;
template <class Guard, class Event, class Data>
inline constexpr bool asks_time<not_<Guard>, Event, Data> = asks_time<Guard, Event, Data>;

// Asks any guard; `siblings` answers `in<>` through `template is_in<State>() -> verdict`. A guard that asks for the
// time refuses where nobody has told it, and so does its not_<>: no time is worse than a wrong answer either way.
template <class Guard>
struct asked {
  template <class Event, class Data, class Siblings>
  static constexpr auto ask(const Event& event, const Data& data, timestamp at, const Siblings&) {
    if constexpr (asks_time<Guard, Event, Data>) {
      return at == untold ? verdict(verdict_kind::cannot_determine,
                                    "nobody has told the time: hand a timestamp over with the event")
                          : verdict(call_guard(Guard{}, event, data, at));
    } else {
      return call_guard(Guard{}, event, data, at);
    }
  }
};
template <class State>
struct asked<in<State>> {
  template <class Event, class Data, class Siblings>
  static constexpr verdict ask(const Event&, const Data&, timestamp, const Siblings& siblings) {
    return siblings.template is_in<State>();
  }
};
template <class Guard>
struct asked<not_<Guard>> {
  template <class Event, class Data, class Siblings>
  static constexpr verdict ask(const Event& event, const Data& data, timestamp at, const Siblings& siblings) {
    const verdict positive = asked<Guard>::ask(event, data, at, siblings);
    if (asks_time<Guard, Event, Data> && at == untold) { return positive; }
    return positive.passes() ? refuse(positive.reason()) : pass();
  }
};

}  // namespace detail
}  // namespace fairlead

#endif
