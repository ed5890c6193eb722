// SPDX-License-Identifier: BSL-1.0
// fairlead's model in one file, C++20 only: tables, proofs, amendments, diagrams. Made from include/fairlead/model/ by
// `./dev single-header`; change it there. Do not mix it with fairlead's own headers in one program.
#ifndef FAIRLEAD_MODEL_SINGLE_HEADER_HPP
#define FAIRLEAD_MODEL_SINGLE_HEADER_HPP

#include <algorithm>
#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

// Version and build mode of fairlead: the macros that every other header may rely on, and nothing else.

#if defined(_MSVC_LANG) ? _MSVC_LANG < 202002L : __cplusplus < 202002L
#error "fairlead needs C++20: compile with -std=c++20 (Meson: cpp_std=c++20, CMake: cxx_std_20)"
#endif

#define FAIRLEAD_VERSION_MAJOR 0
#define FAIRLEAD_VERSION_MINOR 1
#define FAIRLEAD_VERSION_PATCH 0
#define FAIRLEAD_VERSION "0.1.0"

// FAIRLEAD_COMPILED comes with the `fairlead` dependency: definitions are taken from libfairlead.
// Without it, or with FAIRLEAD_HEADER_ONLY, the headers bring their own definitions along.
#if defined(FAIRLEAD_HEADER_ONLY) || !defined(FAIRLEAD_COMPILED)
#define FAIRLEAD_DEFINE_INLINE 1
#define FAIRLEAD_INLINE inline
#else
#define FAIRLEAD_DEFINE_INLINE 0
#define FAIRLEAD_INLINE
#endif

// A moment in UTC as one integer. Reading and printing it (RFC 3339) is identity/rfc3339.hpp; nothing here reads a
// clock.

namespace fairlead {

/// Anything shaped like a std::chrono::duration. `<chrono>` itself is not included here:
/// it costs more to parse (0.3 s, g++ 12) than a whole lifecycle with its proofs.
template <class Duration>
concept duration_like = requires(const Duration& duration) {
  duration.count();
  Duration::period::num;
  Duration::period::den;
};

/// A moment in time: nanoseconds since 1970-01-01T00:00:00Z, leap seconds not counted (POSIX time).
/// Range: 1677-09-21 to 2262-04-11.
struct timestamp {
  std::int64_t nanoseconds = 0;

  friend constexpr bool operator==(timestamp, timestamp) noexcept = default;
  friend constexpr auto operator<=>(timestamp, timestamp) noexcept = default;

  /// The moment `duration` later; past the end of the range it stays at the end (a deadline never wraps into the past).
  template <duration_like Duration>
  [[nodiscard]] friend constexpr timestamp operator+(timestamp moment, Duration duration) noexcept {
    return moment.later_by(to_nanoseconds(duration));
  }

  /// The moment `amount` nanoseconds later (earlier when negative), held within the range.
  [[nodiscard]] constexpr timestamp later_by(std::int64_t amount) const noexcept {
    if (amount > 0 && nanoseconds > INT64_MAX - amount) { return {INT64_MAX}; }
    if (amount < 0 && nanoseconds < INT64_MIN - amount) { return {INT64_MIN}; }
    return {nanoseconds + amount};
  }

  /// `duration` in nanoseconds, held within the range of std::int64_t.
  template <duration_like Duration>
  [[nodiscard]] static constexpr std::int64_t to_nanoseconds(Duration duration) noexcept {
    using period = typename Duration::period;
    constexpr bool integral = static_cast<decltype(duration.count())>(0.5) == 0;
    if constexpr (integral && period::num * 1'000'000'000 % period::den == 0) {
      constexpr std::int64_t whole = period::num * 1'000'000'000 / period::den;
      const auto count = static_cast<std::int64_t>(duration.count());
      if (count > INT64_MAX / whole) { return INT64_MAX; }
      if (count < INT64_MIN / whole) { return INT64_MIN; }
      return count * whole;
    } else {
      const long double exact = static_cast<long double>(duration.count()) * 1e9L *
                                static_cast<long double>(period::num) / static_cast<long double>(period::den);
      if (exact >= 0x1p63L) { return INT64_MAX; }
      return exact <= -0x1p63L ? INT64_MIN : static_cast<std::int64_t>(exact);
    }
  }
};

}  // namespace fairlead

// The bases that say what a state is for, and the two words of a table that are neither state nor event of the user's.

namespace fairlead {

/// Base of the state in which an instance begins. A lifecycle has exactly one.
struct initial {};
/// Base of a state that is left by nothing: the end of the road.
struct terminal {};
/// Base of a state that waits for the world: it must own a `deadline` row, so that no instance waits for ever.
/// How long is `static constexpr auto patience`, one of identity/duration.hpp or a std::chrono duration, more than
/// zero; without it only the host knows.
struct waiting {};
/// Base of a state in which a person has to act before anything moves on.
struct needs_operator {};

/// The target of a row that leaves the state as it is: its actions run, nothing is entered or left.
struct stay {};

/// The timer event: a waiting state's patience has run out. Fired by `machine::tick`, or by the host.
struct deadline {
  static constexpr std::string_view name = "deadline";
};

/// The legend of a state as bits, as they stand in a `state_description`.
enum class legend : std::uint8_t { none = 0, initial = 1, terminal = 2, waiting = 4, needs_operator = 8 };

[[nodiscard]] constexpr legend operator|(legend a, legend b) noexcept {
  return static_cast<legend>(static_cast<std::uint8_t>(a) | static_cast<std::uint8_t>(b));
}
/// True if `whole` contains `part`.
[[nodiscard]] constexpr bool has(legend whole, legend part) noexcept {
  return (static_cast<std::uint8_t>(whole) & static_cast<std::uint8_t>(part)) != 0;
}

namespace detail {

constexpr legend legend_from(bool begins, bool ends, bool waits, bool needs_a_person) noexcept {
  return static_cast<legend>((begins ? 1 : 0) + (ends ? 2 : 0) + (waits ? 4 : 0) + (needs_a_person ? 8 : 0));
}

}  // namespace detail

namespace checks {

/// A declared patience is a time to wait.
template <class State, bool IsTime>
struct patience_can_be_read {
  static_assert(
      IsTime,
      "fairlead: `patience` is a constant duration of more than zero, as in `static constexpr auto patience = "
      "fairlead::hours{48}`; that of the state named here is not");
};

}  // namespace checks

namespace detail {

// How long a state waits, in nanoseconds.
template <class State>
struct declared_patience {
  static_assert(sizeof(checks::patience_can_be_read<State, false>) > 0);
  static constexpr std::int64_t value = 0;
};
template <class State>
  requires requires {
    *&State::patience;  // no member of each object
    typename std::integral_constant<std::int64_t, timestamp::to_nanoseconds(State::patience)>;
  }
struct declared_patience<State> {
  static constexpr std::int64_t value = timestamp::to_nanoseconds(State::patience);
  static_assert(sizeof(checks::patience_can_be_read<State, (value > 0)>) > 0);
};
// -1 if its type does not say.
template <class State>
constexpr std::int64_t patience_of() noexcept {
  if constexpr (requires { State::patience; }) {
    return declared_patience<State>::value;
  } else {
    return -1;
  }
}

}  // namespace detail

/// The legend that the bases of `State` spell out.
template <class State>
[[nodiscard]] constexpr legend legend_of() noexcept {
  // The builtin that std::is_base_of stands on, without a class for each pair.
  return detail::legend_from(__is_base_of(initial, State), __is_base_of(terminal, State), __is_base_of(waiting, State),
                             __is_base_of(needs_operator, State));
}

}  // namespace fairlead

// A run of constants that the model hands out to read.

namespace fairlead {

/// `std::span<const T>`, for as long as its constructors cost a translation unit 0.02 s an element type (clang 22 with
/// libstdc++ 12, which checks the concepts of iterators anew for each). Does not own; as cheap to copy as two words.
template <class T>
class sequence {
public:
  using value_type = T;

  constexpr sequence() noexcept = default;
  constexpr sequence(const T* first, std::size_t size) noexcept : first_(first), size_(size) {}
  /// All elements of an array, which must outlive this.
  template <std::size_t Size>
  constexpr sequence(const T (&elements)[Size]) noexcept  // NOLINT(google-explicit-constructor): as a span's
      : first_(elements), size_(Size) {}
  /// All elements of an array, a vector or a span, which must outlive this.
  template <class Elements, class = decltype(sequence(std::declval<const Elements&>().data(), 0))>
  constexpr sequence(const Elements& elements) noexcept  // NOLINT(google-explicit-constructor): as a span's
      : first_(elements.data()), size_(elements.size()) {}

  [[nodiscard]] constexpr const T* data() const noexcept { return first_; }
  [[nodiscard]] constexpr std::size_t size() const noexcept { return size_; }
  [[nodiscard]] constexpr bool empty() const noexcept { return size_ == 0; }
  [[nodiscard]] constexpr const T* begin() const noexcept { return first_; }
  [[nodiscard]] constexpr const T* end() const noexcept { return first_ + size_; }
  /// `position` must be below `size()`.
  [[nodiscard]] constexpr const T& operator[](std::size_t position) const noexcept { return first_[position]; }
  [[nodiscard]] constexpr const T& front() const noexcept { return first_[0]; }
  [[nodiscard]] constexpr const T& back() const noexcept { return first_[size_ - 1]; }

private:
  const T* first_ = nullptr;
  std::size_t size_ = 0;
};

}  // namespace fairlead

// A lifecycle as plain constant data: what checks, outcomes and diagrams read. Made from the types by reflection.hpp.

namespace fairlead {

/// One state. There is one object a state type, so equal addresses mean equal states.
struct state_description {
  std::string_view name;
  std::string_view scope;  ///< the lifecycle's qualified name, as the compiler spells it; not for persistence
  legend marks;
  std::int64_t patience = -1;  ///< how long an instance stays before its deadline, in nanoseconds; negative: not said
};

/// One event. There is one object an event type.
struct event_description {
  std::string_view name;
  bool is_deadline;
};

/// One literal of a guard conjunction. `key` names the question, `value` one of its exclusive answers.
struct guard_description {
  std::string_view name;   ///< as drawn and reported: "not_self", "!last_good_exists", "decision=approved"
  const void* key;         ///< address that identifies the question; for `in<>` the scope does
  const void* value;       ///< address that identifies the answer; null for a yes-or-no question
  std::string_view scope;  ///< for `in<>`: the lifecycle whose state is asked for; else empty
  bool negated;
  bool selects;  ///< tells the rows of one event apart (`is<>`, `in<>`), rather than judging the request
  sequence<std::string_view> answers{};  ///< for `is<>` on an enumeration: all its enumerators; else empty
};

/// One action of a row, or one signal that it raises.
struct action_description {
  std::string_view name;
  bool is_signal;
};

/// One row of the table as written, sources not yet multiplied out.
struct row_description {
  sequence<const state_description*> sources;
  const event_description* event;
  const state_description* target;  ///< null for `stay`
  sequence<guard_description> guards;
  sequence<action_description> actions;
};

/// One arrow: a row from one of its sources. States and events are positions in the lifecycle's arrays.
struct edge {
  std::uint16_t row;
  std::uint16_t source;
  std::uint16_t event;
  std::uint16_t target;  ///< equals `source` for `stay`
  bool stays;
};

/// As many regions as a lifecycle may have; more are better composed of several lifecycles.
inline constexpr std::size_t most_regions = 4;

/// A lifecycle. All positions are private to the process; only names are ever saved.
struct lifecycle_description {
  std::string_view name;
  std::uint32_t version;
  sequence<const state_description*> states;  ///< in order of first mention in the table
  sequence<const event_description*> events;  ///< in order of first mention in the table
  sequence<row_description> rows;
  sequence<edge> edges;              ///< in table order
  sequence<std::uint8_t> regions{};  ///< of each state; see `orthogonal`
  std::size_t region_count = 1;

  /// Position of the state called `wanted`, or `states.size()`.
  [[nodiscard]] constexpr std::size_t find_state(std::string_view wanted) const noexcept {
    std::size_t i = 0;
    while (i < states.size() && states[i]->name != wanted) { ++i; }
    return i;
  }
  /// True if `event` has a row in `state`, whatever its guards say.
  [[nodiscard]] constexpr bool has_row(std::size_t state, std::size_t event) const noexcept {
    for (const edge& e : edges) {
      if (e.source == state && e.event == event) { return true; }
    }
    return false;
  }
};

/// The region that an `in<>` of `lifecycle` about itself asks for; 0 for every other guard.
[[nodiscard]] constexpr std::size_t region_asked(const lifecycle_description& lifecycle,
                                                 const guard_description& guard) noexcept {
  if (lifecycle.region_count == 1 || guard.scope.empty()) { return 0; }
  for (std::size_t s = 0; s < lifecycle.states.size(); ++s) {
    if (lifecycle.states[s] == guard.value) { return lifecycle.regions[s]; }
  }
  return 0;
}

/// True if no facts can make both literals hold at once. Of two `in<>`, if they ask for one region.
[[nodiscard]] constexpr bool exclusive(const guard_description& a, const guard_description& b) noexcept {
  if (a.key != b.key || a.scope != b.scope) { return false; }
  if (a.value == b.value) { return a.negated != b.negated; }
  return !a.negated && !b.negated;
}

/// The same for literals of rows of `lifecycle`, whatever regions they ask for.
[[nodiscard]] constexpr bool exclusive(const lifecycle_description& lifecycle, const guard_description& a,
                                       const guard_description& b) noexcept {
  return region_asked(lifecycle, a) == region_asked(lifecycle, b) && exclusive(a, b);
}

/// True if `row` can fire when the question `key` is answered by `value`; by one that no row mentions, if that is null.
[[nodiscard]] constexpr bool takes(const row_description& row, const void* key, const void* value) noexcept {
  for (const guard_description& guard : row.guards) {
    if (guard.key == key && (guard.value == value) == guard.negated) { return false; }
  }
  return true;
}

/// True if the conjunctions of both rows can never hold together, so that the order of the rows does not matter.
[[nodiscard]] constexpr bool exclusive(const lifecycle_description& lifecycle, const row_description& a,
                                       const row_description& b) noexcept {
  for (const guard_description& left : a.guards) {
    for (const guard_description& right : b.guards) {
      if (exclusive(lifecycle, left, right)) { return true; }
    }
  }
  // Of an enumeration, what one row leaves may be just what the other does not take.
  for (const guard_description& asked : a.guards) {
    if (asked.answers.empty() || !asked.negated) { continue; }
    std::size_t ruled_out = 0;
    bool together = false;
    for (const row_description* row : {&a, &b}) {
      for (std::size_t g = 0; g < row->guards.size(); ++g) {
        const guard_description& guard = row->guards[g];
        bool seen = guard.key != asked.key;
        for (std::size_t earlier = 0; earlier < g; ++earlier) {
          seen = seen || row->guards[earlier].value == guard.value;
        }
        if (row == &b) {
          for (const guard_description& other : a.guards) { seen = seen || other.value == guard.value; }
        }
        if (seen) { continue; }
        ++ruled_out;
        together = together || (takes(a, asked.key, guard.value) && takes(b, asked.key, guard.value));
      }
    }
    const bool others =
        ruled_out < asked.answers.size() && takes(a, asked.key, nullptr) && takes(b, asked.key, nullptr);
    if (!together && !others) { return true; }
  }
  return false;
}

}  // namespace fairlead

// Names of types and constants as compile-time text, spelled alike by g++ and clang. No run-time type information.

namespace fairlead {

namespace checks {

/// A declared name is a text.
template <class Named, bool IsText>
struct names_can_be_read {
  static_assert(IsText,
                "fairlead: `name` is a constant text that is not empty, as in `static constexpr std::string_view name "
                "= \"...\"`; that of the type named here is not");
};

}  // namespace checks

namespace detail {

// The static `name` of `T`. One that is refused is asked for in a class: it leaves functions the constants they were.
template <class T>
struct declared_name {
  static constexpr bool is_function = std::is_function_v<std::remove_reference_t<decltype(*&T::name)>>;
  static_assert(sizeof(checks::names_can_be_read<T, is_function>) > 0);
  static constexpr std::string_view value{};
};
template <class T>
  requires requires { typename std::bool_constant<std::string_view(T::name).empty()>; }
struct declared_name<T> {
  static constexpr std::string_view value{T::name};
  static_assert(sizeof(checks::names_can_be_read<T, !value.empty()>) > 0);
};

// What the compiler says of a type: its own spelling between a fixed prefix and a fixed suffix, and the name that the
// type declares, if it does. All in one template, and with the size at hand: there are many types.
struct type_spelling {
  std::string_view text;
  std::string_view declared;
};
template <class T>
constexpr type_spelling spelled_type() noexcept {
  // Not a data member of an event that happens to be called `name`: what a pointer to it points to needs an object.
  if constexpr (requires { *&T::name; }) {
    return {{__PRETTY_FUNCTION__, sizeof(__PRETTY_FUNCTION__) - 1}, declared_name<T>::value};
  }
  return {{__PRETTY_FUNCTION__, sizeof(__PRETTY_FUNCTION__) - 1}, {}};
}
struct value_spelling {
  std::string_view text;
};
template <auto V>
constexpr value_spelling spelled_value() noexcept {
  return {{__PRETTY_FUNCTION__, sizeof(__PRETTY_FUNCTION__) - 1}};
}

// How much stands before and behind the argument, as a spelling tells whose argument is known.
struct margins {
  std::size_t before;
  std::size_t behind;
  constexpr margins(std::string_view spelled, std::string_view known) noexcept
      : before(spelled.rfind(known)), behind(spelled.size() - before - known.size()) {}
  [[nodiscard]] constexpr std::string_view cut(std::string_view spelled) const noexcept {
    return {spelled.data() + before, spelled.size() - before - behind};
  }
};
inline constexpr margins type_margins{spelled_type<double>().text, "double"};
inline constexpr margins value_margins{spelled_value<true>().text, "true"};

constexpr std::string_view qualified_name(const type_spelling& spelled) noexcept {
  return type_margins.cut(spelled.text);
}

// Position behind the last "::" that stands outside of template arguments and parentheses; 0 if there is none.
constexpr std::size_t start_of_last_name(std::string_view text) noexcept {
  const char* const characters = text.data();  // each call costs a compiler, and there are many names
  int depth = 0;
  for (std::size_t i = text.size(); i-- > 1;) {
    const char c = characters[i];
    if (c >= '_' && c <= 'z') { continue; }
    if (c == ':') {
      if (depth == 0 && characters[i - 1] == ':') { return i + 1; }
    } else if (c == '>' || c == ')' || c == '}') {
      ++depth;
    } else if (c == '<' || c == '(' || c == '{') {
      --depth;
    }
  }
  return 0;
}

constexpr std::string_view last_name(std::string_view text) noexcept {
  const std::size_t start = start_of_last_name(text);
  return {text.data() + start, text.size() - start};
}
constexpr std::string_view scope_before(std::string_view text, std::size_t last_name) noexcept {
  return last_name < 2 ? std::string_view{} : std::string_view{text.data(), last_name - 2};
}

constexpr std::string_view name_from(const type_spelling& spelled) noexcept {
  return spelled.declared.empty() ? last_name(qualified_name(spelled)) : spelled.declared;
}

}  // namespace detail

/// The name that states, events, guards and lifecycles are persisted, printed and drawn under:
/// `static constexpr std::string_view name` of the type (or whatever else one is made of) where it has one, else its
/// unqualified type name. A `name` that is static, and empty or no text, does not compile.
/// Rename a type whose name was saved, and give it the old spelling as `name`: snapshots go on loading.
template <class T>
[[nodiscard]] constexpr std::string_view name_of() noexcept {
  return detail::name_from(detail::spelled_type<T>());
}

/// The text of a constant: the enumerator's or member's own name, "true", or the digits of a number.
template <auto V>
[[nodiscard]] constexpr std::string_view name_of_value() noexcept {
  return detail::last_name(detail::value_margins.cut(detail::spelled_value<V>().text));
}

/// The class or namespace that `T` is a member of, qualified; two states with one scope belong to one lifecycle.
template <class T>
[[nodiscard]] constexpr std::string_view scope_of() noexcept {
  const std::string_view whole = detail::qualified_name(detail::spelled_type<T>());
  return detail::scope_before(whole, detail::start_of_last_name(whole));
}

}  // namespace fairlead

// The enumerators of an enumeration and their names, read by the compiler: what `is<>` covers, and how enums are saved.

namespace fairlead {

namespace detail {

// Every value of the underlying type is a value of the enumeration, so that asking for one is no error.
template <class Enum>
concept fixed_enum = std::is_enum_v<Enum> && requires {
  Enum{0};
};

inline constexpr std::size_t most_enumerators = 64;
// Values are spelled by the batch: that takes a compiler little longer than one of them does.
inline constexpr std::size_t values_of_a_batch = 8;
using batch_of_names = std::array<std::string_view, values_of_a_batch>;

template <class Enum, Enum... Values>
constexpr value_spelling spelled_values() noexcept {
  return {{__PRETTY_FUNCTION__, sizeof(__PRETTY_FUNCTION__) - 1}};
}
// The last names of the values, from a spelling that ends with "{n::color::red, n::color::green}]", or with "<...>]".
constexpr batch_of_names names_in(const value_spelling& spelled) {
  batch_of_names names{};
  const char* const text = spelled.text.data();
  std::size_t end = spelled.text.size() - 2;
  std::size_t name = 0;  // where that of the current value begins, once it is known
  int depth = 0;
  for (std::size_t i = end, left = names.size(); left != 0; --i) {
    const char before = text[i - 1];
    if (before >= '_' && before <= 'z') { continue; }
    if (depth == 0 && before == ':' && name == 0) {
      name = i;
    } else if (depth == 0 && (before == ' ' || before == '{' || before == '<')) {
      if (name == 0) { name = i; }
      names[--left] = std::string_view(text + name, end - name);
      end = i - 2;
      name = 0;
    } else if (before == '>' || before == ')' || before == '}') {
      ++depth;
    } else if (before == '<' || before == '(' || before == '{') {
      --depth;
    }
  }
  return names;
}
template <class Enum, std::size_t First>
inline constexpr batch_of_names names_from =
    names_in(spelled_values<Enum, static_cast<Enum>(First), static_cast<Enum>(First + 1), static_cast<Enum>(First + 2),
                            static_cast<Enum>(First + 3), static_cast<Enum>(First + 4), static_cast<Enum>(First + 5),
                            static_cast<Enum>(First + 6), static_cast<Enum>(First + 7)>());

// A value that no enumerator has is spelled as a cast or a number, "(color)3".
constexpr std::size_t count_enumerators(const batch_of_names& names) {
  std::size_t count = 0;
  while (count < names.size() && names[count].front() != '(' &&
         (names[count].front() < '0' || names[count].front() > '9')) {
    ++count;
  }
  return count;
}
template <class Enum, std::size_t From = 0>
constexpr std::size_t count_enumerators() {
  constexpr std::size_t count = count_enumerators(names_from<Enum, From>);
  if constexpr (count == values_of_a_batch && From + count < most_enumerators) {
    return count_enumerators<Enum, From + count>();
  } else {
    return From + count;
  }
}
template <class Enum, std::size_t... I>
constexpr auto names_of_enumerators(std::index_sequence<I...>) {
  return std::array<std::string_view, sizeof...(I)>{
      names_from<Enum, I / values_of_a_batch * values_of_a_batch>[I % values_of_a_batch]...};
}

}  // namespace detail

/// The names of the enumerators of `Enum` by their values 0, 1, 2, ... without a gap, 64 at most. An unscoped
/// enumeration needs a stated type. Renaming one changes
/// what is saved.
template <detail::fixed_enum Enum>
inline constexpr auto enumerator_names =
    detail::names_of_enumerators<Enum>(std::make_index_sequence<detail::count_enumerators<Enum>()>{});

/// The name of `value`; empty if it is none of the enumerators.
template <detail::fixed_enum Enum>
[[nodiscard]] constexpr std::string_view enumerator_name(Enum value) noexcept {
  const auto index = static_cast<std::size_t>(value);
  return index < enumerator_names<Enum>.size() ? enumerator_names<Enum>[index] : std::string_view{};
}

}  // namespace fairlead

// What a guard answers: yes, or why not (yet). More than a bool, so that a refused event explains itself.

namespace fairlead {

/// The kinds of answer. Only `pass` lets a row fire; the others say what would have to change.
/// @source Debian's britney2 PolicyVerdict and Gerrit's SubmitRequirementResult tell a definite no from "not yet",
///         "something else first" and "could not tell".
enum class verdict_kind : std::uint8_t {
  pass,             ///< the guard holds
  refuse,           ///< a definite no
  wait,             ///< no, until a moment in time
  blocked_by,       ///< no, until another subject moves
  needs_approval,   ///< no, until somebody approves
  cannot_determine  ///< the facts to decide on are missing
};

/// The spelling of a kind in texts and JSON.
[[nodiscard]] constexpr std::string_view name_of_verdict(verdict_kind kind) noexcept {
  switch (kind) {
    case verdict_kind::pass:
      return "pass";
    case verdict_kind::refuse:
      return "refuse";
    case verdict_kind::wait:
      return "wait";
    case verdict_kind::blocked_by:
      return "blocked_by";
    case verdict_kind::needs_approval:
      return "needs_approval";
    case verdict_kind::cannot_determine:
      return "cannot_determine";
  }
  return "unknown";
}

namespace detail {

// A text of its own, for reasons that are put together at run time. Not std::string: `<string>` would double what every
// translation unit with a lifecycle costs to compile (0.1 s, g++ 12).
class owned_text {
public:
  constexpr owned_text() noexcept = default;
  explicit owned_text(std::string_view text)
      : text_(text.empty() ? nullptr : new char[text.size()]), size_(text.size()) {
    for (std::size_t i = 0; i < size_; ++i) { text_[i] = text[i]; }
  }
  owned_text(const owned_text& other) : owned_text(other.view()) {}
  constexpr owned_text(owned_text&& other) noexcept : text_(other.text_), size_(other.size_) {
    other.text_ = nullptr;
    other.size_ = 0;
  }
  owned_text& operator=(owned_text other) noexcept {
    char* const mine = text_;
    text_ = other.text_;
    size_ = other.size_;
    other.text_ = mine;
    return *this;
  }
  constexpr ~owned_text() { delete[] text_; }
  // With exactly the constructor's types clang 22 leaves its template beside it alone, and the concepts that it checks.
  [[nodiscard]] constexpr std::string_view view() const noexcept { return {static_cast<const char*>(text_), size_}; }

private:
  char* text_ = nullptr;
  std::size_t size_ = 0;
};

}  // namespace detail

/// A guard's answer with its reason. Made by `pass()`, `refuse(...)`, `wait(...)`, ... below.
/// A reason given as a string literal is not copied: no allocation.
class verdict {
public:
  /// A plain yes or no, for guards that return `bool`.
  constexpr verdict(bool holds) noexcept  // NOLINT(google-explicit-constructor): `return a == b;` in a guard
      : kind_(holds ? verdict_kind::pass : verdict_kind::refuse) {}
  /// @param literal  must outlive the verdict
  constexpr verdict(verdict_kind kind, std::string_view literal) noexcept : kind_(kind), literal_(literal) {}
  verdict(verdict_kind kind, detail::owned_text reason, timestamp until = {}) noexcept
      : kind_(kind), owned_(std::move(reason)), until_(until) {}

  [[nodiscard]] constexpr verdict_kind kind() const noexcept { return kind_; }
  /// True for `pass` alone.
  [[nodiscard]] constexpr bool passes() const noexcept { return kind_ == verdict_kind::pass; }
  /// In words why not (or why: see `pass`); the id of the other subject for `blocked_by`. Empty where the guard says
  /// none.
  [[nodiscard]] constexpr std::string_view reason() const noexcept {
    return owned_.view().empty() ? literal_ : owned_.view();
  }
  /// The moment from which it is worth asking again; meaningful for `wait` only.
  [[nodiscard]] constexpr timestamp until() const noexcept { return until_; }

private:
  verdict_kind kind_;
  std::string_view literal_{};
  detail::owned_text owned_{};
  timestamp until_{};
};

/// The guard holds.
[[nodiscard]] constexpr verdict pass() noexcept { return {true}; }
/// The guard holds, and `reason` says why: it is what a row with `not_<guard>` refuses with.
[[nodiscard]] inline verdict pass(std::string_view reason) { return {verdict_kind::pass, detail::owned_text(reason)}; }

/// A definite no. `Length` makes this the overload for string literals, which are not copied.
template <std::size_t Length>
[[nodiscard]] constexpr verdict refuse(const char (&reason)[Length]) noexcept {
  return {verdict_kind::refuse, std::string_view(reason, Length - 1)};
}
/// A definite no, with a reason put together at run time. It is copied.
[[nodiscard]] inline verdict refuse(std::string_view reason) {
  return {verdict_kind::refuse, detail::owned_text(reason)};
}
/// Not before `until`.
[[nodiscard]] inline verdict wait(timestamp until, std::string_view reason) {
  return {verdict_kind::wait, detail::owned_text(reason), until};
}
/// Not before the subject called `id` has moved.
[[nodiscard]] inline verdict blocked_by(std::string_view id) {
  return {verdict_kind::blocked_by, detail::owned_text(id)};
}
/// Not before somebody has approved; `what` says what is missing.
[[nodiscard]] inline verdict needs_approval(std::string_view what) {
  return {verdict_kind::needs_approval, detail::owned_text(what)};
}
/// The facts are missing; `what` says which.
[[nodiscard]] inline verdict cannot_determine(std::string_view what) {
  return {verdict_kind::cannot_determine, detail::owned_text(what)};
}

}  // namespace fairlead

// The guards that fairlead itself understands (`is`, `not_`, `in`), and how a guard or action of any kind is called.

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
// The words in which a transition table is written: table, row, any_of, when, then, raise.

/// As the source of a row: one row for each of these states. In a query: whichever of them comes first.
template <class... States>
struct any_of {};

/// The guards of a row. The row fires only if every one of them passes; they are asked from left to right.
template <class... Guards>
struct when {};

/// What a row does when it fires: actions change the instance's data, from left to right; `raise<Signal>` asks
/// something of the world.
template <class... Actions>
struct then {};

/// In `then<>`: make a `Signal` by `Signal::from(event, data)` (or `Signal::from(data)`) from the data as they are
/// after the transition, and hand it to whoever listens, once the transition is complete.
template <class Signal>
struct raise {};

/// One transition, `row<Source, Event, Target, when<...>, then<...>>`: in `Source`, `Event` leads to `Target`, if the
/// guards of `when<...>` pass; `then<...>` runs. Both clauses are optional. `Source` may be `any_of<...>`; `Target` may
/// be `stay`; `Event` may be `deadline`.
template <class... Parts>  // a pack, so that one with too few is refused in our words
struct row {};

/// `using regions = orthogonal<draft, unheld>;`: the lifecycle is in several states at once, one of each region. A
/// region is an initial state and all that can be reached from it; regions share events and data, but no state. An
/// event goes to all of them, and happens if a row of one of them fires; guards of all are asked before any action
/// runs, and see the states (with `in<>`) and data as they were before.
template <class... InitialStates>
struct orthogonal {};

/// The transitions of a lifecycle. Their order means nothing: rows that could compete do not compile.
template <class... Rows>
struct table {};

}  // namespace fairlead

// The table and the version that a lifecycle declares.

namespace fairlead {

namespace checks {

/// `transitions` is a table.
template <class Lifecycle, bool IsTable>
struct transitions_are_a_table {
  static_assert(IsTable,
                "fairlead: a lifecycle needs `using transitions = table<row<...>, ...>;`, public, and of names that "
                "exist; the one named here has none");
};

/// A declared version is one.
template <class Lifecycle, bool IsVersion>
struct version_can_be_read {
  static_assert(IsVersion,
                "fairlead: `version` is a constant number from 1 on, as in `static constexpr std::uint32_t version = "
                "2`; that of the lifecycle named here is not");
};

}  // namespace checks

namespace detail {

template <class Lifecycle>
struct declared_transitions {
  static_assert(sizeof(checks::transitions_are_a_table<Lifecycle, false>) > 0);
  using type = void;
};
template <class Lifecycle>
  requires requires { typename Lifecycle::transitions; }
struct declared_transitions<Lifecycle> {
  using type = typename Lifecycle::transitions;
};
// What `Lifecycle` declares as its table. Said here if it is not there, or not for all to read: a table with a slip in
// it is no type to g++, and all that asks for it would have something to say.
template <class Lifecycle>
using transitions_of = typename declared_transitions<Lifecycle>::type;

template <class Lifecycle>
struct declared_version {
  static_assert(sizeof(checks::version_can_be_read<Lifecycle, false>) > 0);
  static constexpr std::uint32_t value = 1;
};
template <class Lifecycle>
  requires requires {
    *&Lifecycle::version;  // no member of each object
    typename std::integral_constant<std::uint32_t, Lifecycle::version>;
  }
struct declared_version<Lifecycle> {
  static constexpr std::uint32_t value = Lifecycle::version;
  static_assert(sizeof(checks::version_can_be_read<Lifecycle, value != 0>) > 0);
};
template <class Lifecycle>
constexpr std::uint32_t version_of() {
  if constexpr (requires { Lifecycle::version; }) {
    return declared_version<Lifecycle>::value;
  } else {
    return 1;
  }
}

}  // namespace detail
}  // namespace fairlead

// From the types of a transition table to constant data, and from a position in that data back to the type.

namespace fairlead {

namespace detail {

template <class... Types>
struct type_list {
  static constexpr std::size_t size = sizeof...(Types);
};

template <std::size_t I, class List>
struct type_at_of;
#if __has_builtin(__type_pack_element)
template <std::size_t I, class... Types>
struct type_at_of<I, type_list<Types...>> {
  using type = __type_pack_element<I, Types...>;
};
#else
// Position -> type in one overload resolution; cheaper than any recursion.
template <std::size_t I, class T>
struct indexed {
  using type = T;
};
template <class Indices, class... Types>
struct indexed_types;
template <std::size_t... I, class... Types>
struct indexed_types<std::index_sequence<I...>, Types...> : indexed<I, Types>... {};
template <std::size_t I, class T>
indexed<I, T> select(const indexed<I, T>&);
template <std::size_t I, class... Types>
struct type_at_of<I, type_list<Types...>> {
  using type = typename decltype(select<I>(indexed_types<std::index_sequence_for<Types...>, Types...>{}))::type;
};
#endif
template <std::size_t I, class List>
using type_at = typename type_at_of<I, List>::type;

template <class Event>
inline constexpr event_description event_of{name_from(spelled_type<Event>()), __is_same(Event, deadline)};

// Behind the target of a row stand at most one `when` and one `then`, in this order.
template <class... Clauses>
inline constexpr bool are_clauses = sizeof...(Clauses) == 0;
template <class... Guards>
inline constexpr bool are_clauses<when<Guards...>> = true;
template <class... Actions>
inline constexpr bool are_clauses<then<Actions...>> = true;
template <class... Guards, class... Actions>
inline constexpr bool are_clauses<when<Guards...>, then<Actions...>> = true;

template <class... Clauses>
struct clauses {
  using guards = type_list<>;
  using actions = type_list<>;
};
template <class... Guards>
struct clauses<when<Guards...>> {
  using guards = type_list<Guards...>;
  using actions = type_list<>;
};
template <class... Actions>
struct clauses<then<Actions...>> {
  using guards = type_list<>;
  using actions = type_list<Actions...>;
};
template <class... Guards, class... Actions>
struct clauses<when<Guards...>, then<Actions...>> {
  using guards = type_list<Guards...>;
  using actions = type_list<Actions...>;
};

template <class Source>
struct sources_of {
  using type = type_list<Source>;
};
template <class... States>
struct sources_of<any_of<States...>> {
  using type = type_list<States...>;
};

template <class Action>
inline constexpr action_description action_of{name_from(spelled_type<Action>()), false};
template <class Signal>
inline constexpr action_description action_of<raise<Signal>>{name_from(spelled_type<Signal>()), true};

template <class Target>
inline constexpr const state_description* target_of = &state_of<Target>;
template <>
inline constexpr const state_description* target_of<stay> = nullptr;

// Lists are kept by what they are made of, not by row: most rows have those of others. A list of one is the one.
template <class... States>
inline constexpr const state_description* state_list[]{&state_of<States>...};
template <class... Guards>
inline constexpr guard_description guard_list[]{guard_of<Guards>...};
template <class... Actions>
inline constexpr action_description action_list[]{action_of<Actions>...};

template <class Source>
inline constexpr sequence<const state_description*> states_from{&target_of<Source>, 1};
template <class... States>
inline constexpr sequence<const state_description*> states_from<any_of<States...>>{state_list<States...>,
                                                                                   sizeof...(States)};
template <>
inline constexpr sequence<const state_description*> states_from<any_of<>>{};
template <class... Guards>
inline constexpr sequence<guard_description> guards_in{guard_list<Guards...>, sizeof...(Guards)};
template <>
inline constexpr sequence<guard_description> guards_in<>{};
template <class Guard>
inline constexpr sequence<guard_description> guards_in<Guard>{&guard_of<Guard>, 1};
template <class... Actions>
inline constexpr sequence<action_description> actions_in{action_list<Actions...>, sizeof...(Actions)};
template <>
inline constexpr sequence<action_description> actions_in<>{};
template <class Action>
inline constexpr sequence<action_description> actions_in<Action>{&action_of<Action>, 1};

// An element of a table that is no row ends here: checks.hpp says so in words.
template <class Row>
inline constexpr row_description row_of{};
template <class Source, class Event, class Target>
inline constexpr row_description row_of<row<Source, Event, Target>>{
    states_from<Source>, &event_of<Event>, target_of<Target>, {}, {}};
template <class Source, class Event, class Target, class... Guards>
inline constexpr row_description row_of<row<Source, Event, Target, when<Guards...>>>{
    states_from<Source>, &event_of<Event>, target_of<Target>, guards_in<Guards...>, {}};
template <class Source, class Event, class Target, class... Actions>
inline constexpr row_description row_of<row<Source, Event, Target, then<Actions...>>>{
    states_from<Source>, &event_of<Event>, target_of<Target>, {}, actions_in<Actions...>};
template <class Source, class Event, class Target, class... Guards, class... Actions>
inline constexpr row_description row_of<row<Source, Event, Target, when<Guards...>, then<Actions...>>>{
    states_from<Source>, &event_of<Event>, target_of<Target>, guards_in<Guards...>, actions_in<Actions...>};

// The types of a row, for what runs it.
template <class Row>
struct row_traits;
template <class Source, class Event, class Target, class... Clauses>
struct row_traits<row<Source, Event, Target, Clauses...>> {
  using sources = typename sources_of<Source>::type;
  using event = Event;
  using target = Target;
  using guards = typename clauses<Clauses...>::guards;
  using actions = typename clauses<Clauses...>::actions;
};

// Tables may have more rows than clang folds over (256): these take lists instead.
constexpr bool all_true(std::initializer_list<bool> each) {
  for (const bool one : each) {
    if (!one) { return false; }
  }
  return true;
}
constexpr std::size_t count_edges(const sequence<row_description>& rows) {
  std::size_t count = 0;
  for (const row_description& row : rows) { count += row.sources.size(); }
  return count;
}

// States and events in the order in which the rows mention them, and the arrows between them.
template <class Object>
constexpr std::uint16_t number(const Object** objects, std::size_t& count, const Object* object) {
  std::size_t i = count;  // from the newest on: rows mostly speak of what the rows before them did
  while (i != 0 && objects[i - 1] != object) { --i; }
  if (i != 0) { return static_cast<std::uint16_t>(i - 1); }
  objects[count] = object;
  return static_cast<std::uint16_t>(count++);
}
template <std::size_t Rows, std::size_t Edges>
struct numbered_rows {
  const state_description* states[Edges + Rows + 1]{};
  const event_description* events[Rows + 1]{};
  edge edges[Edges == 0 ? 1 : Edges]{};
  std::size_t state_count = 0;
  std::size_t event_count = 0;

  constexpr explicit numbered_rows(const row_description* rows) {
    edge* next = edges;
    for (std::size_t r = 0; r < Rows; ++r) {
      const row_description& row = rows[r];
      const std::uint16_t event = number(events, event_count, row.event);
      edge* const first = next;
      for (const state_description* state : row.sources) {
        const std::uint16_t source = number(states, state_count, state);
        *next++ = {static_cast<std::uint16_t>(r), source, event, source, row.target == nullptr};
      }
      if (row.target == nullptr) { continue; }
      const std::uint16_t target = number(states, state_count, row.target);
      for (edge* e = first; e != next; ++e) { e->target = target; }
    }
  }
};

constexpr std::size_t count_initial(const sequence<const state_description*>& states) {
  std::size_t count = 0;
  for (const state_description* state : states) { count += has(state->marks, legend::initial) ? 1U : 0U; }
  return count;
}
template <std::size_t Regions>
constexpr std::array<std::uint16_t, Regions> begin_regions(const sequence<const state_description*>& states) {
  std::array<std::uint16_t, Regions> result{};
  std::size_t next = 0;
  for (std::size_t s = 0; s < states.size(); ++s) {
    if (has(states[s]->marks, legend::initial)) { result[next++] = static_cast<std::uint16_t>(s); }
  }
  return result;
}
// A region is what can be reached from its initial state; `shared` is a state that two of them reach.
template <std::size_t States>
struct parted_states {
  std::uint8_t of[States == 0 ? 1 : States]{};
  std::size_t shared = States;

  constexpr parted_states(const sequence<edge>& edges, const std::uint16_t* initial, std::size_t regions) {
    if (regions == 1) { return; }
    bool taken[States + 1]{};
    for (std::size_t r = 0; r < regions; ++r) {
      bool reached[States + 1]{};
      reached[initial[r]] = true;
      for (bool grew = true; grew;) {
        grew = false;
        for (const edge& e : edges) {
          grew = grew || (reached[e.source] && !reached[e.target]);
          reached[e.target] = reached[e.target] || reached[e.source];
        }
      }
      for (std::size_t s = 0; s < States; ++s) {
        if (reached[s] && taken[s] && shared == States) { shared = s; }
        if (reached[s]) { of[s] = static_cast<std::uint8_t>(r); }
        taken[s] = taken[s] || reached[s];
      }
    }
  }
};

// Where a state or event is first mentioned: enough to get back to its type.
struct mention {
  std::size_t row;
  std::size_t slot;  // position among the sources; `target_slot` for the target
};
inline constexpr std::size_t target_slot = static_cast<std::size_t>(-1);
constexpr mention find_state(const row_description* rows, const state_description* state) {
  for (std::size_t r = 0;; ++r) {
    for (std::size_t s = 0; s < rows[r].sources.size(); ++s) {
      if (rows[r].sources[s] == state) { return {r, s}; }
    }
    if (rows[r].target == state) { return {r, target_slot}; }
  }
}
constexpr std::size_t find_event(const row_description* rows, const event_description* event) {
  std::size_t r = 0;
  while (rows[r].event != event) { ++r; }
  return r;
}

template <class Table>
struct folded;
template <class... Rows>
struct folded<table<Rows...>> {
  using rows = type_list<row_traits<Rows>...>;
  // With one more, since a table may be empty until checks refuse it.
  static constexpr row_description described_rows[sizeof...(Rows) + 1]{row_of<Rows>...};
  static constexpr sequence<row_description> row_data{described_rows, sizeof...(Rows)};
  static constexpr std::size_t edge_count = count_edges(row_data);
  static constexpr numbered_rows<sizeof...(Rows), edge_count> all{described_rows};
  static constexpr std::size_t state_count = all.state_count;
  static constexpr std::size_t event_count = all.event_count;
  static constexpr sequence<const state_description*> states{all.states, state_count};
  static constexpr sequence<const event_description*> events{all.events, event_count};
  static constexpr sequence<edge> edges{all.edges, edge_count};

  static constexpr std::size_t initial_count = count_initial(states);
  // A lifecycle without an initial state is refused; until then its first state stands in.
  static constexpr std::size_t region_count = initial_count == 0 ? 1 : initial_count;
  static constexpr std::array<std::uint16_t, region_count> initial_states = begin_regions<region_count>(states);
  static constexpr parted_states<state_count> regions{edges, initial_states.data(), region_count};

  template <std::size_t Row>
  using row_at = type_at<Row, rows>;

  template <std::size_t State>
  static constexpr auto state_type() {
    constexpr mention where = find_state(described_rows, states[State]);
    if constexpr (where.slot == target_slot) {
      return std::type_identity<typename row_at<where.row>::target>{};
    } else {
      return std::type_identity<type_at<where.slot, typename row_at<where.row>::sources>>{};
    }
  }
};

// For what is no table an empty one stands in, by a dependent name, which few pay for. Doxygen would see a circle.
/// @cond
template <class Other>
struct stand_in {
  using type = table<>;
};
template <class Other>
struct folded : folded<typename stand_in<Other>::type> {};
/// @endcond
struct no_data {
  friend constexpr bool operator==(no_data, no_data) noexcept = default;
  template <class Self, class Visit>
  static constexpr void for_each_field(Self&, Visit&&) {}
};
template <class Lifecycle>
struct data_of_lifecycle {
  using type = no_data;
};
template <class Lifecycle>
  requires requires { typename Lifecycle::data; }
struct data_of_lifecycle<Lifecycle> {
  using type = typename Lifecycle::data;
};

}  // namespace detail

/// Everything about the table of `Lifecycle`, as types and as data. One instantiation a lifecycle.
template <class Lifecycle>
struct reflection : detail::folded<detail::transitions_of<Lifecycle>> {
  using base = detail::folded<detail::transitions_of<Lifecycle>>;
  /// The extended state of an instance; an empty struct where the lifecycle declares none.
  using data = typename detail::data_of_lifecycle<Lifecycle>::type;
  /// The state type at position `State`.
  template <std::size_t State>
  using state_at = typename decltype(base::template state_type<State>())::type;
  /// The event type at position `Event`.
  template <std::size_t Event>
  using event_at = typename base::template row_at<detail::find_event(base::described_rows, base::events[Event])>::event;
};

/// The table of `Lifecycle` as constant data.
template <class Lifecycle>
inline constexpr lifecycle_description description_of{
    name_of<Lifecycle>(),
    detail::version_of<Lifecycle>(),
    reflection<Lifecycle>::states,
    reflection<Lifecycle>::events,
    reflection<Lifecycle>::row_data,
    reflection<Lifecycle>::edges,
    {reflection<Lifecycle>::regions.of, reflection<Lifecycle>::state_count},
    reflection<Lifecycle>::region_count};

/// The extended state that an instance of `Lifecycle` carries.
template <class Lifecycle>
using data_of = typename reflection<Lifecycle>::data;

namespace detail {

template <class Object>
constexpr std::size_t position_in(const sequence<const Object*>& objects, const Object* object) {
  std::size_t i = 0;
  while (i < objects.size() && objects[i] != object) { ++i; }
  return i;
}

}  // namespace detail

/// Position of `State` in `description_of<Lifecycle>.states`, or their number if the lifecycle has no such state.
template <class Lifecycle, class State>
inline constexpr std::size_t position_of_state = detail::position_in(reflection<Lifecycle>::states,
                                                                     &detail::state_of<State>);

/// Position of `Event` in `description_of<Lifecycle>.events`, or their number if the lifecycle has no such event.
template <class Lifecycle, class Event>
inline constexpr std::size_t position_of_event = detail::position_in(reflection<Lifecycle>::events,
                                                                     &detail::event_of<Event>);

/// True if `State` stands in the table of `Lifecycle`.
template <class Lifecycle, class State>
inline constexpr bool has_state = position_of_state<Lifecycle, State> < reflection<Lifecycle>::state_count;

/// True if `Event` stands in the table of `Lifecycle`.
template <class Lifecycle, class Event>
inline constexpr bool has_event = position_of_event<Lifecycle, Event> < reflection<Lifecycle>::event_count;

/// Position of the initial state; of the first region's, where there are several. The checks make sure that it exists.
template <class Lifecycle>
inline constexpr std::size_t initial_state_of = reflection<Lifecycle>::initial_states[0];

}  // namespace fairlead

// Rules about a lifecycle as constant data. A rule then costs a compiler little more than its name: what decides it
// (rule_search.hpp) is no template.

namespace fairlead {

/// In `entry_requires`: met by every row of `Event`, whatever its guards.
/// `entry_requires<live, any_of<target_healthy, on<verify_passed>>>`.
template <class Event>
struct on {};

namespace detail {

enum class rule_kind : std::uint8_t {
  walk,            // none leads from set 0 to set 1 past set 2, by rows without what is needed; after set 3 was visited
  edge,            // none leads from set 0 to set 1
  exit,            // what leaves set 0 leads to set 1
  entry,           // what enters set 0 carries what is needed
  event_guard,     // the event's rows that are possible under `given` carry what is needed
  event_targets,   // the event's rows lead to set 0
  event_strays,    // the event's rows do not lead to set 0
  event_never,     // the event has no row
  event_question,  // the event's rows do not ask what the guard needed asks
  always_fires,    // in set 0 the event cannot be refused
  has_row,         // in set 0 the event has a row
  searched         // decided by the rule's own `search<Lifecycle>()`
};
// The kinds that follow the event's rows; of those that leave set 1, if there is one.
constexpr bool follows_event(rule_kind kind) {
  return kind >= rule_kind::event_guard && kind <= rule_kind::event_question;
}
// No walk leads from one region to another.
constexpr bool follows_states(rule_kind kind) { return kind <= rule_kind::exit; }

// Every rule derives from one: `Sets` is a list of states or any_of<states...>, `Event` void where none is named.
template <rule_kind Kind, class Sets, class Event = void, class Needed = type_list<>, class Given = type_list<>>
struct query {
  using rule = query;
};

// Met by a row that carries the guard; or by every row of the event, where there is no guard.
struct requirement {
  const guard_description* guard;
  const event_description* event;
};
template <class Guard>
inline constexpr requirement requirement_of{&guard_of<Guard>, nullptr};
template <class Event>
inline constexpr requirement requirement_of<on<Event>>{nullptr, &event_of<Event>};

// Requirements any one of which is enough: `Guard`, or any_of<guards...>.
template <class... Guards>
inline constexpr requirement requirement_list[]{requirement_of<Guards>...};
template <class Guard>
inline constexpr sequence<requirement> alternatives{&requirement_of<Guard>, 1};
template <class... Guards>
inline constexpr sequence<requirement> alternatives<any_of<Guards...>>{requirement_list<Guards...>, sizeof...(Guards)};
template <>
inline constexpr sequence<requirement> alternatives<any_of<>>{};
// One of each of these is needed.
template <class... Guards>
inline constexpr sequence<requirement> alternatives_list[]{alternatives<Guards>...};
template <class List>
inline constexpr sequence<sequence<requirement>> needs{};
template <class Guard>
inline constexpr sequence<sequence<requirement>> needs<type_list<Guard>>{&alternatives<Guard>, 1};
template <class First, class Second, class... Rest>
inline constexpr sequence<sequence<requirement>> needs<type_list<First, Second, Rest...>>{
    alternatives_list<First, Second, Rest...>, 2 + sizeof...(Rest)};

// The positions of a set: of `State`, or of any_of<states...>.
template <class Lifecycle, class State>
inline constexpr std::uint16_t place_of = static_cast<std::uint16_t>(position_of_state<Lifecycle, State>);
template <class Lifecycle, class... States>
inline constexpr std::uint16_t place_list[]{place_of<Lifecycle, States>...};
template <class Lifecycle, class State>
inline constexpr sequence<std::uint16_t> places_of{&place_of<Lifecycle, State>, 1};
template <class Lifecycle, class... States>
inline constexpr sequence<std::uint16_t> places_of<Lifecycle, any_of<States...>>{place_list<Lifecycle, States...>,
                                                                                 sizeof...(States)};
template <class Lifecycle>
inline constexpr sequence<std::uint16_t> places_of<Lifecycle, any_of<>>{};

inline constexpr std::uint16_t any_event = 0xffff;
template <class Lifecycle, class Event>
inline constexpr std::uint16_t event_place = static_cast<std::uint16_t>(position_of_event<Lifecycle, Event>);
template <class Lifecycle>
inline constexpr std::uint16_t event_place<Lifecycle, void> = any_event;

template <class List>
inline constexpr sequence<guard_description> guards_of_list{};
template <class... Guards>
inline constexpr sequence<guard_description> guards_of_list<type_list<Guards...>> = guards_in<Guards...>;

struct rule_statement {
  rule_kind kind;
  std::uint16_t event;
  std::size_t set_count;
  sequence<std::uint16_t> sets[4];
  sequence<sequence<requirement>> needed;
  sequence<guard_description> given;
  bool refuted = false;  // of a rule that is searched
};
template <class Lifecycle, class Query>
inline constexpr rule_statement statement_of{};
template <class Lifecycle, rule_kind Kind, class... Sets, class Event, class Needed, class Given>
inline constexpr rule_statement statement_of<Lifecycle, query<Kind, type_list<Sets...>, Event, Needed, Given>>{
    Kind,          event_place<Lifecycle, Event>, sizeof...(Sets), {places_of<Lifecycle, Sets>...},
    needs<Needed>, guards_of_list<Given>};

template <class Lifecycle, class Rule>
constexpr bool is_refuted(const sequence<std::uint16_t>& names) {
  for (const std::uint16_t each : names) {
    if (each >= reflection<Lifecycle>::state_count) { return false; }
  }
  return Rule::template search<Lifecycle>().found;
}
// A rule that is searched names itself.
template <class Rule, class... States>
using searched_query = query<rule_kind::searched, type_list<any_of<States...>>, void, type_list<Rule>>;
template <class Query>
inline constexpr bool is_searched = false;
template <class Rule, class... States>
inline constexpr bool is_searched<searched_query<Rule, States...>> = true;
template <class Lifecycle, class Rule, class... States>
inline constexpr rule_statement statement_of<Lifecycle, searched_query<Rule, States...>>{
    rule_kind::searched,
    any_event,
    1,
    {places_of<Lifecycle, any_of<States...>>},
    {},
    {},
    is_refuted<Lifecycle, Rule>(places_of<Lifecycle, any_of<States...>>)};

constexpr bool carries(const row_description& row, const guard_description& wanted) {
  for (const guard_description& guard : row.guards) {
    // Equal keys and values are of one scope.
    if (guard.key == wanted.key && guard.value == wanted.value && guard.negated == wanted.negated) { return true; }
  }
  return false;
}
constexpr bool meets_one_of(const row_description& row, const sequence<requirement>& enough) {
  for (const requirement& each : enough) {
    if (each.guard != nullptr ? carries(row, *each.guard) : row.event == each.event) { return true; }
  }
  return false;
}
constexpr bool meets_each_of(const row_description& row, const sequence<sequence<requirement>>& needed) {
  for (const sequence<requirement>& each : needed) {
    if (!meets_one_of(row, each)) { return false; }
  }
  return true;
}
// At least one of `Guards`.
template <class... Guards>
constexpr bool meets(const row_description& row, type_list<Guards...>) {
  return meets_one_of(row, alternatives<any_of<Guards...>>);
}
// True if `row` could fire while all of `given` hold.
constexpr bool possible_under(const lifecycle_description& lifecycle, const row_description& row,
                              const sequence<guard_description>& given) {
  for (const guard_description& guard : row.guards) {
    for (const guard_description& each : given) {
      if (exclusive(lifecycle, guard, each)) { return false; }
    }
  }
  return true;
}
constexpr bool asks(const row_description& row, const guard_description& question) {
  for (const guard_description& guard : row.guards) {
    if (guard.key == question.key && guard.scope == question.scope) { return true; }
  }
  return false;
}

}  // namespace detail
}  // namespace fairlead

// The rules that a lifecycle can state about itself, each decided by a search over its table at compile time.
// What they say is about the table: that a row carries a guard, not what the guard will answer.

namespace fairlead {

/// The invariants of a lifecycle: `using invariants = prove<always_passes<...>, ...>;`.
template <class... Invariants>
struct prove {};

namespace detail {

template <class>
inline constexpr bool never = false;

}  // namespace detail

namespace checks {

/// A rule that does not hold, said in one sentence. Apart from the rules, since it is seldom needed.
template <class Rule, class Lifecycle, class Counterexample>
struct refuted_by : Rule::template refuted_by<Lifecycle, Counterexample> {};

}  // namespace checks

/// Every walk from `From` to `To` passes `Via`. Each may be `any_of<states...>`.
template <class From, class To, class Via>
struct always_passes : detail::query<detail::rule_kind::walk, detail::type_list<From, To, Via>> {};
template <class From, class To, class Via, class Lifecycle, class Counterexample>
struct checks::refuted_by<always_passes<From, To, Via>, Lifecycle, Counterexample> {
  static_assert(detail::never<Counterexample>,
                "fairlead: always_passes<From, To, Via> does not hold: the counterexample reaches To without passing "
                "Via; redirect one of its steps");
};

/// Every walk from `From` to `To` takes a row that carries `Guard` (or, for `any_of<guards...>`, one of them): whatever
/// the way, somebody asked. `path_requires<draft, live, any_of<quorum_reached, on<emergency>>>`.
template <class From, class To, class Guard>
struct path_requires
    : detail::query<detail::rule_kind::walk, detail::type_list<From, To>, void, detail::type_list<Guard>> {};
template <class From, class To, class Guard, class Lifecycle, class Counterexample>
struct checks::refuted_by<path_requires<From, To, Guard>, Lifecycle, Counterexample> {
  static_assert(detail::never<Counterexample>,
                "fairlead: path_requires<From, To, Guard> does not hold: no row of the counterexample, from From to "
                "To, carries the guard");
};

/// There is no walk from `From` to `To`.
template <class From, class To>
struct no_path : detail::query<detail::rule_kind::walk, detail::type_list<From, To>> {};
template <class From, class To, class Lifecycle, class Counterexample>
struct checks::refuted_by<no_path<From, To>, Lifecycle, Counterexample> {
  static_assert(detail::never<Counterexample>,
                "fairlead: no_path<From, To> does not hold: the counterexample leads from From to To");
};

/// No single row leads from `From` to `To`.
template <class From, class To>
struct no_edge : detail::query<detail::rule_kind::edge, detail::type_list<From, To>> {};
template <class From, class To, class Lifecycle, class Counterexample>
struct checks::refuted_by<no_edge<From, To>, Lifecycle, Counterexample> {
  static_assert(detail::never<Counterexample>,
                "fairlead: no_edge<From, To> does not hold: the counterexample goes from From to To in one step");
};

/// What leaves `State` leads to one of `Targets`.
template <class State, class... Targets>
struct exits_only_to : detail::query<detail::rule_kind::exit, detail::type_list<State, any_of<Targets...>>> {};
template <class State, class... Targets, class Lifecycle, class Counterexample>
struct checks::refuted_by<exits_only_to<State, Targets...>, Lifecycle, Counterexample> {
  static_assert(
      detail::never<Counterexample>,
      "fairlead: exits_only_to<State, Targets...> does not hold: the counterexample leaves State for another");
};

/// Every row that enters `State` from another state carries each of `Guards`; one of them may be
/// `any_of<guards...>`, which any one of those meets.
template <class State, class... Guards>
struct entry_requires
    : detail::query<detail::rule_kind::entry, detail::type_list<State>, void, detail::type_list<Guards...>> {};
// Of nothing, everything would be true.
template <class State>
struct entry_requires<State> {};
template <class State, class... Guards, class Lifecycle, class Counterexample>
struct checks::refuted_by<entry_requires<State, Guards...>, Lifecycle, Counterexample> {
  static_assert(
      detail::never<Counterexample>,
      "fairlead: entry_requires<State, Guards...> does not hold: the counterexample enters State without the guard");
};

namespace detail {

// The sets of a rule about an event: its targets, and the states that its rows leave, where they are not all; void is.
template <class Targets, class Sources>
struct event_sets {
  using type = type_list<Targets, Sources>;
};
template <class Targets>
struct event_sets<Targets, void> {
  using type = type_list<Targets>;
};

// event_requires with its filters.
template <class Event, class Guard, class Where, class Sources>
struct event_rule
    : query<rule_kind::event_guard, typename event_sets<any_of<>, Sources>::type, Event, type_list<Guard>, Where> {};

// event_leads_only_to with its filter.
template <class Sources, class Event, class... Targets>
struct leading_rule : query<rule_kind::event_targets, typename event_sets<any_of<Targets...>, Sources>::type, Event> {};

// event_requires<...>::where<...> is no template over types; its base is, and says the same.
template <class Event, class Guard, class Where, class Sources>
std::type_identity<event_rule<Event, Guard, Where, Sources>> base_rule(const event_rule<Event, Guard, Where, Sources>*);
template <class Sources, class Event, class... Targets>
std::type_identity<leading_rule<Sources, Event, Targets...>> base_rule(const leading_rule<Sources, Event, Targets...>*);
std::type_identity<void> base_rule(const void*);
template <class Invariant, class Base = typename decltype(base_rule(static_cast<const Invariant*>(nullptr)))::type>
using rule_of = std::conditional_t<std::is_void_v<Base>, Invariant, Base>;

}  // namespace detail

template <class Event, class Guard, class Where, class Sources, class Lifecycle, class Counterexample>
struct checks::refuted_by<detail::event_rule<Event, Guard, Where, Sources>, Lifecycle, Counterexample> {
  static_assert(detail::never<Counterexample>,
                "fairlead: event_requires<Event, Guard> does not hold: the counterexample fires Event without Guard");
};
template <class Sources, class Event, class... Targets, class Lifecycle, class Counterexample>
struct checks::refuted_by<detail::leading_rule<Sources, Event, Targets...>, Lifecycle, Counterexample> {
  static_assert(detail::never<Counterexample>,
                "fairlead: event_leads_only_to<Event, Targets...> does not hold: the counterexample leads elsewhere");
};

/// Every row of `Event` carries `Guard` (or, for `any_of<guards...>`, one of them).
/// `::where<Guards...>` asks only the rows that can fire while those hold; `::from<State>` only those that leave
/// `State`.
template <class Event, class Guard>
struct event_requires : detail::event_rule<Event, Guard, detail::type_list<>, void> {
  template <class... Guards>
  struct where : detail::event_rule<Event, Guard, detail::type_list<Guards...>, void> {
    template <class State>
    struct from : detail::event_rule<Event, Guard, detail::type_list<Guards...>, State> {};
  };
  template <class State>
  struct from : detail::event_rule<Event, Guard, detail::type_list<>, State> {};
};

/// Every row of `Event` leads to one of `Targets`. `::from<State>` asks only those that leave `State`.
template <class Event, class... Targets>
struct event_leads_only_to : detail::leading_rule<void, Event, Targets...> {
  template <class State>
  struct from : detail::leading_rule<State, Event, Targets...> {};
};

/// No row of `Event` leads to one of `Targets`.
template <class Event, class... Targets>
struct event_never_leads_to
    : detail::query<detail::rule_kind::event_strays, detail::type_list<any_of<Targets...>>, Event> {};
// Of nothing, everything would be true.
template <class Event>
struct event_never_leads_to<Event> {};
template <class Event, class... Targets, class Lifecycle, class Counterexample>
struct checks::refuted_by<event_never_leads_to<Event, Targets...>, Lifecycle, Counterexample> {
  static_assert(
      detail::never<Counterexample>,
      "fairlead: event_never_leads_to<Event, Targets...> does not hold: the counterexample leads to a target");
};

/// In `State` (or in each of `any_of<states...>`), `Event` fires whatever the guards say: the kill switch works always.
template <class State, class Event>
struct unconditional : detail::query<detail::rule_kind::always_fires, detail::type_list<State>, Event> {};
template <class State, class Event, class Lifecycle, class Counterexample>
struct checks::refuted_by<unconditional<State, Event>, Lifecycle, Counterexample> {
  static_assert(detail::never<Counterexample>,
                "fairlead: unconditional<State, Event> does not hold: in the state of the counterexample, Event may be "
                "refused or has no row; let its rows cover every case");
};

/// In `State` (or in each of `any_of<states...>`), `Event` has a row: the guards may refuse it, but nobody has to ask
/// in vain.
template <class State, class Event>
struct accepts : detail::query<detail::rule_kind::has_row, detail::type_list<State>, Event> {};
template <class State, class Event, class Lifecycle, class Counterexample>
struct checks::refuted_by<accepts<State, Event>, Lifecycle, Counterexample> {
  static_assert(detail::never<Counterexample>,
                "fairlead: accepts<State, Event> does not hold: in the state of the counterexample, Event has no row");
};

/// `State` has no row for `Event`.
template <class State, class Event>
struct never_accepts : detail::query<detail::rule_kind::event_never, detail::type_list<any_of<>, State>, Event> {};
template <class State, class Event, class Lifecycle, class Counterexample>
struct checks::refuted_by<never_accepts<State, Event>, Lifecycle, Counterexample> {
  static_assert(detail::never<Counterexample>,
                "fairlead: never_accepts<State, Event> does not hold: the counterexample fires Event in State");
};

/// No row of `Event` asks the question that `Guard` answers: neither `Guard`, nor its negation, nor, for `is<>` and
/// `in<>`, another answer. "A freeze cannot block a rollback" is `never_depends_on<rollback, in<gate::open>>`.
template <class Event, class Guard>
struct never_depends_on
    : detail::query<detail::rule_kind::event_question, detail::type_list<any_of<>>, Event, detail::type_list<Guard>> {};
template <class Event, class Guard, class Lifecycle, class Counterexample>
struct checks::refuted_by<never_depends_on<Event, Guard>, Lifecycle, Counterexample> {
  static_assert(detail::never<Counterexample>,
                "fairlead: never_depends_on<Event, Guard> does not hold: the counterexample asks for it");
};

}  // namespace fairlead

// Rules that begin to matter once a state was visited: "after a rollback, live again only through approval".

namespace fairlead {

/// Once `State` was visited, `Rule` holds: `always_passes` or `no_path`. The counterexample begins in `State`.
template <class State, class Rule>
struct after;

template <class State, class From, class To, class Via>
struct after<State, always_passes<From, To, Via>>
    : detail::query<detail::rule_kind::walk, detail::type_list<From, To, Via, State>> {};

template <class State, class From, class To>
struct after<State, no_path<From, To>>
    : detail::query<detail::rule_kind::walk, detail::type_list<From, To, any_of<>, State>> {};

template <class State, class From, class To, class Via, class Lifecycle, class Counterexample>
struct checks::refuted_by<after<State, always_passes<From, To, Via>>, Lifecycle, Counterexample> {
  static_assert(detail::never<Counterexample>,
                "fairlead: after<State, always_passes<From, To, Via>> does not hold: the counterexample begins in "
                "State and reaches To without passing Via");
};
template <class State, class From, class To, class Lifecycle, class Counterexample>
struct checks::refuted_by<after<State, no_path<From, To>>, Lifecycle, Counterexample> {
  static_assert(detail::never<Counterexample>,
                "fairlead: after<State, no_path<From, To>> does not hold: the counterexample begins in State and leads "
                "from From to To");
};

}  // namespace fairlead

// The words in which a lifecycle is written, without what proves it: enough where libfairlead has done that.

namespace fairlead {

/// `using ignores = ignored<is<&event::member, value>, ...>;` in a lifecycle: values that no row needs to cover. An
/// event that carries one is refused, and the evidence report says so.
template <class... Answers>
struct ignored {};

/// Terminal states that mean success.
template <class... States>
struct success {};
/// Terminal states that mean failure.
template <class... States>
struct failure {};
/// Terminal states that mean neither: withdrawn, superseded.
template <class... States>
struct neutral {};

/// `using outcomes = partition<success<...>, failure<...>, ...>;`: every terminal state stands in exactly one of the
/// sets, and no other state in any. A set may be any class template over states.
template <class... Sets>
struct partition {};

// Defined in the headers that decide them: after.hpp, joint_states.hpp and computation_tree.hpp.
template <class State, class Rule>
struct after;
template <class... States>
struct never_together;
template <class Formula>
struct holds_initially;

/// Derive a lifecycle from it: `struct hotfix : fairlead::lifecycle { ... };`. It holds nothing but names.
/// A lifecycle declares `transitions` (a table), and may declare `name`, `version`,
/// `data`, `outcomes`, `ignores` and `invariants`.
struct lifecycle {
  using initial = fairlead::initial;
  using terminal = fairlead::terminal;
  using waiting = fairlead::waiting;
  using needs_operator = fairlead::needs_operator;
  using stay = fairlead::stay;
  using deadline = fairlead::deadline;
  using timestamp = fairlead::timestamp;
  using verdict = fairlead::verdict;

  template <class... Rows>
  using table = fairlead::table<Rows...>;
  template <class... Parts>
  using row = fairlead::row<Parts...>;
  template <class... Guards>
  using when = fairlead::when<Guards...>;
  template <class... InitialStates>
  using orthogonal = fairlead::orthogonal<InitialStates...>;
  template <class... Actions>
  using then = fairlead::then<Actions...>;
  template <class... States>
  using any_of = fairlead::any_of<States...>;
  template <class Signal>
  using raise = fairlead::raise<Signal>;
  template <auto Member, auto Value>
  using is = fairlead::is<Member, Value>;
  template <class Guard>
  using not_ = fairlead::not_<Guard>;
  template <class State>
  using in = fairlead::in<State>;

  template <class... Answers>
  using ignored = fairlead::ignored<Answers...>;
  template <class... Sets>
  using partition = fairlead::partition<Sets...>;
  template <class... States>
  using success = fairlead::success<States...>;
  template <class... States>
  using failure = fairlead::failure<States...>;
  template <class... States>
  using neutral = fairlead::neutral<States...>;

  template <class... Invariants>
  using prove = fairlead::prove<Invariants...>;
  template <class From, class To, class Via>
  using always_passes = fairlead::always_passes<From, To, Via>;
  template <class From, class To, class Guard>
  using path_requires = fairlead::path_requires<From, To, Guard>;
  template <class From, class To>
  using no_path = fairlead::no_path<From, To>;
  template <class From, class To>
  using no_edge = fairlead::no_edge<From, To>;
  template <class State, class... Targets>
  using exits_only_to = fairlead::exits_only_to<State, Targets...>;
  template <class State, class... Guards>
  using entry_requires = fairlead::entry_requires<State, Guards...>;
  template <class Event, class Guard>
  using event_requires = fairlead::event_requires<Event, Guard>;
  template <class Event, class... Targets>
  using event_leads_only_to = fairlead::event_leads_only_to<Event, Targets...>;
  template <class Event, class... Targets>
  using event_never_leads_to = fairlead::event_never_leads_to<Event, Targets...>;
  template <class State, class Event>
  using unconditional = fairlead::unconditional<State, Event>;
  template <class State, class Rule>
  using after = fairlead::after<State, Rule>;
  template <class... States>
  using never_together = fairlead::never_together<States...>;
  template <class Formula>
  using holds_initially = fairlead::holds_initially<Formula>;
  template <class State, class Event>
  using accepts = fairlead::accepts<State, Event>;
  template <class State, class Event>
  using never_accepts = fairlead::never_accepts<State, Event>;
  template <class Event, class Guard>
  using never_depends_on = fairlead::never_depends_on<Event, Guard>;
  template <class Event>
  using on = fairlead::on<Event>;
};

}  // namespace fairlead

// Whether the rows of one state and event cover every case: deadlines that cannot be refused (G5), enumerators that are
// not forgotten (G8). Decided by truth tables over the guards.

namespace fairlead {

namespace checks {

/// G5.
template <class Lifecycle, class... Refusable>
struct deadlines_cannot_be_refused {
  static_assert(
      sizeof...(Refusable) == 0,
      "fairlead G5: a deadline must not be refused, or a wait has no end; let the guards of the deadline rows of "
      "the states named here cover every case: G and not_<G>, or no guard");
};

/// G6.
template <class Lifecycle, class... Idle>
struct deadlines_that_stay_act {
  static_assert(
      sizeof...(Idle) == 0,
      "fairlead G6: a deadline that stays must do something: then<...> an action or a signal, or leave the states "
      "named here");
};

/// Rows of `Event` in `State`.
template <class State, class Event>
struct rows_of {};

/// G8.
template <class Lifecycle, class... Forgetful>
struct enumerators_are_covered {
  static_assert(
      sizeof...(Forgetful) == 0,
      "fairlead G8: rows that switch on an enumerator must cover all of them; add a row for those that are missing "
      "from the rows named here, or say `using ignores = ignored<is<&event::member, value>>;`");
};

}  // namespace checks

namespace detail {

// One question that guards ask, and the answers that they tell apart. For `is<>` and `in<>` there may be others.
struct question {
  const void* key = nullptr;
  std::string_view scope{};
  std::size_t region = 0;                // see region_asked
  const void* values[most_enumerators];  // what is not needed is not initialized: compilers would do so for each state
  std::size_t count = 0;                 // of the values
  std::size_t possible = 2;              // ways to answer: yes and no; or the values, and any other if there may be one
};

struct questions {
  static constexpr std::size_t most = 16;
  question all[most];
  std::size_t count = 0;
  bool fits = true;

  // Where `guard` asks in `all`; `count` if nobody has asked it yet.
  [[nodiscard]] constexpr std::size_t find(const guard_description& guard, std::size_t region) const {
    std::size_t q = 0;
    while (q < count && !(all[q].key == guard.key && all[q].scope == guard.scope && all[q].region == region)) { ++q; }
    return q;
  }
  constexpr void add(const guard_description& guard, std::size_t region) {
    const std::size_t q = find(guard, region);
    if (q == most) {
      fits = false;
      return;
    }
    question& one = all[q];
    if (q == count) {
      one.key = guard.key;
      one.scope = guard.scope;
      one.region = region;
      ++count;
    }
    if (guard.value == nullptr) { return; }
    std::size_t v = 0;
    while (v < one.count && one.values[v] != guard.value) { ++v; }
    if (v == most_enumerators) {
      fits = false;
    } else if (v == one.count) {
      one.values[one.count++] = guard.value;
      one.possible = one.count == guard.answers.size() ? one.count : one.count + 1;
    }
  }

  // Whether `guard` holds if the questions are answered like this.
  [[nodiscard]] constexpr bool holds(const guard_description& guard, std::size_t region,
                                     const std::size_t* answers) const {
    const std::size_t q = find(guard, region);
    bool yes = answers[q] == 0;
    if (guard.value != nullptr) { yes = answers[q] < all[q].count && all[q].values[answers[q]] == guard.value; }
    return yes != guard.negated;
  }
};

inline constexpr std::size_t most_cases = 4096;

// True if, whatever the guards answer, one of the rows of `event` in `state` fires.
constexpr bool never_refused(const lifecycle_description& lifecycle, std::size_t state, std::size_t event) {
  bool accepted = false;
  for (const edge& e : lifecycle.edges) {
    if (e.source != state || e.event != event) { continue; }
    if (lifecycle.rows[e.row].guards.empty()) { return true; }
    accepted = true;
  }
  if (!accepted) { return false; }
  questions asked;
  for (const edge& e : lifecycle.edges) {
    if (e.source != state || e.event != event) { continue; }
    for (const guard_description& guard : lifecycle.rows[e.row].guards) {
      asked.add(guard, region_asked(lifecycle, guard));
    }
  }
  std::size_t cases = 1;
  for (std::size_t q = 0; q < asked.count; ++q) { cases = cases > most_cases ? cases : cases * asked.all[q].possible; }
  if (!asked.fits || cases > most_cases) { return false; }
  std::size_t answers[questions::most]{};
  for (std::size_t n = 0; n < cases; ++n) {
    bool fires = false;
    for (const edge& e : lifecycle.edges) {
      if (e.source != state || e.event != event) { continue; }
      bool all = true;
      for (const guard_description& guard : lifecycle.rows[e.row].guards) {
        all = all && asked.holds(guard, region_asked(lifecycle, guard), answers);
      }
      fires = fires || all;
    }
    if (!fires) { return false; }
    for (std::size_t q = 0; q < asked.count && ++answers[q] == asked.all[q].possible; ++q) { answers[q] = 0; }
  }
  return true;
}

template <class List>
struct ignored_literals;
template <class... Answers>
struct ignored_literals<ignored<Answers...>> {
  static constexpr std::array<guard_description, sizeof...(Answers)> all{guard_of<Answers>...};
};
// The `is<>` that `ignores` lists.
template <class Lifecycle>
constexpr sequence<guard_description> ignored_by() {
  if constexpr (requires { typename Lifecycle::ignores; }) {
    return ignored_literals<typename Lifecycle::ignores>::all;
  } else {
    return {};
  }
}

// Which enumerators of one question the rows of a state and event take. Those that no row mentions are one case.
struct enumerators_taken {
  question asked;
  bool taken[most_enumerators]{};
  bool others = false;

  constexpr std::size_t mention(const void* value) {
    std::size_t v = 0;
    while (v < asked.count && asked.values[v] != value) { ++v; }
    if (v == asked.count) { asked.values[asked.count++] = value; }
    return v;
  }
};

// True if `state` has a deadline row that leads back to it and does nothing.
constexpr bool has_idle_deadline(const lifecycle_description& lifecycle, std::size_t state) {
  for (const edge& e : lifecycle.edges) {
    if (e.source == state && e.target == state && lifecycle.events[e.event]->is_deadline &&
        lifecycle.rows[e.row].actions.empty()) {
      return true;
    }
  }
  return false;
}

// True if `state` has deadline rows, and they do not cover every case.
constexpr bool has_refusable_deadline(const lifecycle_description& lifecycle, std::size_t state) {
  for (const edge& e : lifecycle.edges) {
    if (e.source == state && lifecycle.events[e.event]->is_deadline) {
      return !never_refused(lifecycle, state, e.event);
    }
  }
  return false;
}

// An edge whose rows switch on an enumeration but forget one of its enumerators; the number of edges if there is none.
constexpr std::size_t first_forgetful_edge(const lifecycle_description& lifecycle,
                                           const sequence<guard_description>& ignored) {
  for (std::size_t first = 0; first < lifecycle.edges.size(); ++first) {
    const edge& here = lifecycle.edges[first];
    for (const guard_description& asked : lifecycle.rows[here.row].guards) {
      if (asked.answers.empty()) { continue; }
      enumerators_taken all;
      all.asked.key = asked.key;
      for (const guard_description& left_out : ignored) {
        if (left_out.key == asked.key) { all.taken[all.mention(left_out.value)] = true; }
      }
      for (const edge& e : lifecycle.edges) {
        if (e.source != here.source || e.event != here.event) { continue; }
        for (const guard_description& guard : lifecycle.rows[e.row].guards) {
          if (guard.key == asked.key) { all.mention(guard.value); }
        }
      }
      for (const edge& e : lifecycle.edges) {
        if (e.source != here.source || e.event != here.event) { continue; }
        const row_description& row = lifecycle.rows[e.row];
        for (std::size_t v = 0; v < all.asked.count; ++v) {
          all.taken[v] = all.taken[v] || takes(row, asked.key, all.asked.values[v]);
        }
        all.others = all.others || takes(row, asked.key, nullptr);
      }
      bool complete = all.others || all.asked.count == asked.answers.size();
      for (std::size_t v = 0; v < all.asked.count; ++v) { complete = complete && all.taken[v]; }
      if (!complete) { return first; }
    }
  }
  return lifecycle.edges.size();
}
template <class Lifecycle>
constexpr std::size_t first_forgetful_edge() {
  return first_forgetful_edge(description_of<Lifecycle>, ignored_by<Lifecycle>());
}

}  // namespace detail
}  // namespace fairlead

// How a lifecycle's ends are to be understood: its terminal states parted into success, failure and the like (G9).

namespace fairlead {

namespace checks {

/// G9.
template <class Lifecycle, class... Misplaced>
struct outcomes_are_a_partition {
  static_assert(
      sizeof...(Misplaced) == 0,
      "fairlead G9: `outcomes` must put every terminal state into exactly one set, and no other state; the states "
      "named here are in none, in several, or not terminal");
};

}  // namespace checks

namespace detail {

template <class Lifecycle, class Set>
inline constexpr sequence<std::uint16_t> places_in_set{};
template <class Lifecycle, template <class...> class Set, class... States>
inline constexpr sequence<std::uint16_t> places_in_set<Lifecycle, Set<States...>> =
    places_of<Lifecycle, any_of<States...>>;
// How many of the sets each state stands in.
template <class Lifecycle, class... Sets>
constexpr auto times_in_sets(partition<Sets...>) {
  std::array<std::size_t, reflection<Lifecycle>::state_count> times{};
  const sequence<std::uint16_t> sets[sizeof...(Sets) + 1]{places_in_set<Lifecycle, Sets>...};
  for (const sequence<std::uint16_t>& set : sets) {
    for (const std::uint16_t place : set) {
      if (place < times.size()) { ++times[place]; }
    }
  }
  return times;
}

// The states that `outcomes` puts where they do not belong, or nowhere; none if the lifecycle declares no outcomes.
template <class Lifecycle>
constexpr auto misplaced() {
  std::array<bool, reflection<Lifecycle>::state_count> wrong{};
  if constexpr (requires { typename Lifecycle::outcomes; }) {
    const auto times = times_in_sets<Lifecycle>(typename Lifecycle::outcomes{});
    for (std::size_t s = 0; s < wrong.size(); ++s) {
      wrong[s] = times[s] != (has(reflection<Lifecycle>::states[s]->marks, legend::terminal) ? 1U : 0U);
    }
  }
  return wrong;
}

}  // namespace detail
}  // namespace fairlead

// Whether a table is a table: its elements are rows, and their guards and actions can be called with what a row has to
// offer. What rows say about each other is checks.hpp.

namespace fairlead {

namespace detail {

// A class, complete by now, and not a constant or reference to one: what a state or an event is. Not the words of the
// model that stand where one might.
template <class T>
inline constexpr bool names_a_state = __is_class(T) && requires {
  sizeof(T);
};
template <class T>
inline constexpr bool names_a_state<const T> = false;
template <class T>
inline constexpr bool names_a_state<volatile T> = false;
template <class T>
inline constexpr bool names_a_state<const volatile T> = false;
template <>
inline constexpr bool names_a_state<stay> = false;
template <>
inline constexpr bool names_a_state<deadline> = false;
template <class... States>
inline constexpr bool names_a_state<any_of<States...>> = false;

template <class Source>
inline constexpr bool names_sources = names_a_state<Source>;
template <class... States>
inline constexpr bool names_sources<any_of<States...>> = sizeof...(States) > 0 && (names_a_state<States> && ...);
template <class Event, class Source>
inline constexpr bool is_source = __is_same(Event, Source);
template <class Event, class... States>
inline constexpr bool is_source<Event, any_of<States...>> = (__is_same(Event, States) || ...);

// The first of `Candidates` that cannot be a state of a row of `Event`; void if all can.
template <class Event, class... Candidates>
struct first_stray {
  using type = void;
};
template <class Event, class First, class... Rest>
struct first_stray<Event, First, Rest...> : std::conditional_t<names_a_state<First> && !std::is_same_v<First, Event>,
                                                               first_stray<Event, Rest...>, std::type_identity<First>> {
};

template <class Event>
inline constexpr bool names_an_event = __is_same(Event, deadline) || names_a_state<Event>;
template <class Source, class Event, class Target>
inline constexpr bool has_states = names_sources<Source> &&
                                   (__is_same(Target, stay) || names_a_state<Target>)&&!is_source<Event, Source> &&
                                   !__is_same(Event, Target);
template <class Row>
inline constexpr bool is_well_formed = false;
template <class Source, class Event, class Target, class... Clauses>
inline constexpr bool is_well_formed<row<Source, Event, Target, Clauses...>> =
    are_clauses<Clauses...>&& names_an_event<Event>&& has_states<Source, Event, Target>;

// Which part of it is not.
template <class Row>
struct row_form {
  static constexpr bool is_row = false;
};
template <class Source, class Event, class Target, class... Clauses>
struct row_form<row<Source, Event, Target, Clauses...>> {
  static constexpr bool is_row = true;
  static constexpr bool has_clauses = are_clauses<Clauses...>;
  static constexpr bool has_event = names_an_event<Event>;

  using event = Event;
};

// What stands where a state should, in a row that has no states.
template <class Row>
struct stray_state;
template <class Source, class Event, class Target, class... Clauses>
struct stray_state<row<Source, Event, Target, Clauses...>> {
  template <class... States>
  static auto find(type_list<States...>)
      -> first_stray<Event, States..., std::conditional_t<std::is_same_v<Target, stay>, type_list<>, Target>>;
  static auto find(type_list<>) -> std::type_identity<any_of<>>;
  using type = typename decltype(find(typename sources_of<Source>::type{}))::type;
};

// A guard answers with a `verdict` or a `bool`: a number that happens to convert is mostly a slip.
template <class Answer>
inline constexpr bool is_answer =
    std::is_same_v<std::remove_cvref_t<Answer>, verdict> || std::is_same_v<std::remove_cvref_t<Answer>, bool>;
// Whether it does in the first of the shapes of `call_guard` that fits. Nobody calls this with arguments: requirements
// on those of a function cost a compiler less than a concept does, and there are many guards.
template <class Guard, class Event, class Data>
constexpr bool answers(const Guard* guard = nullptr, const Event* event = nullptr, const Data* data = nullptr,
                       timestamp* at = nullptr) {
  if constexpr (requires { (*guard)(*event, *data, *at); }) {
    return is_answer<decltype((*guard)(*event, *data, *at))>;
  } else if constexpr (requires { (*guard)(*event, *data); }) {
    return is_answer<decltype((*guard)(*event, *data))>;
  } else if constexpr (requires { (*guard)(*event); }) {
    return is_answer<decltype((*guard)(*event))>;
  } else if constexpr (requires { (*guard)(*data); }) {
    return is_answer<decltype((*guard)(*data))>;
  } else {
    return false;
  }
}

template <class Lifecycle, class Guard, class Event>
inline constexpr bool fitting_guard = answers<Guard, Event, data_of<Lifecycle>>();
template <class Lifecycle, class Guard, class Event>
inline constexpr bool fitting_guard<Lifecycle, not_<Guard>, Event> = fitting_guard<Lifecycle, Guard, Event>;
// Of another lifecycle any class may be a state: its table need not be known here.
template <class Lifecycle, class State, class Event>
inline constexpr bool fitting_guard<Lifecycle, in<State>, Event> = names_a_state<State> &&
                                                                   (has_state<Lifecycle, State> ||
                                                                    scope_of<State>() !=
                                                                        reflection<Lifecycle>::states.front()->scope);

template <class Lifecycle, class Action, class Event>
inline constexpr bool fitting_action = callable_action<Action, Event, data_of<Lifecycle>>;
template <class Lifecycle, class Signal, class Event>
inline constexpr bool fitting_action<Lifecycle, raise<Signal>, Event> = requires(const Event& event,
                                                                                 const data_of<Lifecycle>& data) {
  Signal::from(event, data);
}
|| requires(const data_of<Lifecycle>& data) { Signal::from(data); };

}  // namespace detail

namespace checks {

/// Every element of the table is a row.
template <class Lifecycle, class Row>
struct table_of_rows {
  static_assert(
      detail::row_form<Row>::is_row,
      "fairlead: table<...>: every element must be a row<Source, Event, Target, ...>; the type named here is not");
};

/// Behind the target stand at most one `when` and one `then`, in this order.
template <class Lifecycle, class Row>
struct clauses_of_a_row {
  static_assert(
      detail::row_form<Row>::has_clauses,
      "fairlead: row<Source, Event, Target, ...>: what follows the target must be at most one when<guards...> and "
      "then at most one then<actions...>");
};

/// Sources and target are states. Void: they are.
template <class Lifecycle, class Row, class Stray>
struct states_of_a_row {
  static_assert(
      std::is_void_v<Stray>,
      "fairlead: row<Source, Event, Target, ...>: Source must be a state or any_of<states...>, Target a state "
      "or stay, and a state a complete class of its own that is not the row's event; the type named last is "
      "none");
};

/// The event is one.
template <class Lifecycle, class Row, class Event>
struct event_of_a_row {
  static_assert(
      detail::names_an_event<Event>,
      "fairlead: row<Source, Event, Target, ...>: Event must be deadline, or a complete class of its own; the "
      "type named last is neither");
};

/// A guard can be called with what its row has to offer.
template <class Lifecycle, class Guard, class Event>
struct guard_fits {
  static_assert(detail::fitting_guard<Lifecycle, Guard, Event>,
                "fairlead: a guard must be callable as verdict operator()(const Event&, const data&) const, or without "
                "the data, or with a timestamp behind it, and return verdict or bool; the guard named here does not, "
                "for the event named here");
};
template <class Lifecycle, class State, class Event>
struct guard_fits<Lifecycle, in<State>, Event> {
  static_assert(detail::fitting_guard<Lifecycle, in<State>, Event>,
                "fairlead: in<State> names no state: neither one of this lifecycle's table, nor a class of another's");
};

/// An action can be called with what its row has to offer.
template <class Lifecycle, class Action, class Event>
struct action_fits {
  static_assert(detail::fitting_action<Lifecycle, Action, Event>,
                "fairlead: an action must be callable as void operator()(const Event&, data&) const, or without the "
                "event, or with a timestamp behind it; the action named here is not, for the event named here");
};
template <class Lifecycle, class Signal, class Event>
struct action_fits<Lifecycle, raise<Signal>, Event> {
  static_assert(
      detail::fitting_action<Lifecycle, raise<Signal>, Event>,
      "fairlead: raise<Signal> needs `static Signal from(const Event&, const data&)` or `static Signal from(const "
      "data&)`; the signal named here has neither, for the event named here");
};

}  // namespace checks

namespace detail {

template <class Lifecycle, class Event, class Clause>
inline constexpr bool clause_fits = true;
template <class Lifecycle, class Event, class... Guards>
inline constexpr bool clause_fits<Lifecycle, Event, when<Guards...>> = (fitting_guard<Lifecycle, Guards, Event> && ...);
template <class Lifecycle, class Event, class... Actions>
inline constexpr bool clause_fits<Lifecycle, Event, then<Actions...>> = (fitting_action<Lifecycle, Actions, Event> &&
                                                                         ...);
template <class Lifecycle, class Row>
inline constexpr bool row_fits = true;
template <class Lifecycle, class Source, class Event, class Target, class... Clauses>
inline constexpr bool row_fits<Lifecycle, row<Source, Event, Target, Clauses...>> =
    (clause_fits<Lifecycle, Event, Clauses> && ...);
template <class Lifecycle, class... Rows>
constexpr bool rows_fit(std::type_identity<table<Rows...>>) {
  return all_true({row_fits<Lifecycle, Rows>...});
}
// Only what is wrong first is reported, of the first row in which something is.
constexpr std::size_t first_false(std::initializer_list<bool> each) {
  std::size_t first = 0;
  for (const bool one : each) {
    if (!one) { break; }
    ++first;
  }
  return first;
}
template <class Lifecycle, class Row, class... Guards, class... Actions>
constexpr bool report_row(type_list<Guards...>, type_list<Actions...>) {
  constexpr std::size_t first = first_false({fitting_guard<Lifecycle, Guards, typename Row::event>...});
  if constexpr (first < sizeof...(Guards)) {
    return sizeof(checks::guard_fits<Lifecycle, type_at<first, type_list<Guards...>>, typename Row::event>) > 0;
  } else {
    constexpr std::size_t action = first_false({fitting_action<Lifecycle, Actions, typename Row::event>...});
    return sizeof(checks::action_fits<Lifecycle, type_at<action, type_list<Actions...>>, typename Row::event>) > 0;
  }
}
template <class Lifecycle, class... Rows>
constexpr bool report_rows(std::type_identity<table<Rows...>>) {
  using row = row_traits<type_at<first_false({row_fits<Lifecycle, Rows>...}), type_list<Rows...>>>;
  return report_row<Lifecycle, row>(typename row::guards{}, typename row::actions{});
}

template <class... Rows>
constexpr bool well_formed(std::type_identity<table<Rows...>>) {
  return all_true({is_well_formed<Rows>...});
}
template <class Other>
constexpr bool well_formed(std::type_identity<Other>) {
  return false;
}
template <class Lifecycle, class... Rows>
constexpr bool report_form(std::type_identity<table<Rows...>>) {
  using row = type_at<first_false({is_well_formed<Rows>...}), type_list<Rows...>>;
  using form = row_form<row>;
  if constexpr (!form::is_row) {
    return sizeof(checks::table_of_rows<Lifecycle, row>) > 0;
  } else if constexpr (!form::has_clauses) {
    return sizeof(checks::clauses_of_a_row<Lifecycle, row>) > 0;
  } else if constexpr (!form::has_event) {
    return sizeof(checks::event_of_a_row<Lifecycle, row, typename form::event>) > 0;
  } else {
    return sizeof(checks::states_of_a_row<Lifecycle, row, typename stray_state<row>::type>) > 0;
  }
}
template <class Lifecycle, class Other>
constexpr bool report_form(std::type_identity<Other>) {
  return sizeof(checks::transitions_are_a_table<Lifecycle, false>) > 0;
}

}  // namespace detail
}  // namespace fairlead

// What a lifecycle declares beside its table (invariants, outcomes, ignores, regions) is written as the model writes
// it.

namespace fairlead {

namespace checks {

/// A declaration is made of the template that it is read as.
template <class Lifecycle, class Declared>
struct declarations_have_their_form {
  static_assert(detail::never<Declared>,
                "fairlead: what a lifecycle declares has a form of its own: invariants is a prove<...>, outcomes a "
                "partition<...> of sets, ignores an ignored<...>, regions an orthogonal<...>; the type named here is "
                "none of these");
};

/// What a lifecycle may declare beside its table.
enum class declaration { name, version, data, invariants, outcomes, ignores, regions, migrations, none };

/// Whatever is declared can be read.
template <class Lifecycle, declaration Hidden>
struct declarations_can_be_read {
  static_assert(Hidden == declaration::none,
                "fairlead: a lifecycle declares what is named here where nobody can read it, so it would say nothing: "
                "make it public; and a type, if it is not `name` or `version`");
};

/// What stands in `prove<...>` is a rule, and says something.
template <class Lifecycle, class Rule>
struct invariants_are_rules {
  static_assert(
      detail::never<Rule>,
      "fairlead: prove<...>: every element must be a rule about a lifecycle, with all that it needs to say "
      "something: entry_requires<State> names guards, event_never_leads_to<Event> targets, never_together two "
      "states; the type named here does not");
};

}  // namespace checks

namespace detail {

// The names of all declarations once more. Where a lifecycle declares one of them, no matter for whom, the two are
// ambiguous in a class that derives from both.
struct every_declaration {
  static constexpr int name = 0, version = 0, data = 0, invariants = 0, outcomes = 0, ignores = 0, regions = 0,
                       migrations = 0;
};
template <class Lifecycle>
struct with_every_declaration : Lifecycle, every_declaration {};

// In which the name of `Lifecycle` itself is a type like any other: in that class clang takes it for a constructor.
template <class Lifecycle>
struct heir_of : Lifecycle {};

// clang-format off
// The first declaration that is there and cannot be read. Of a final lifecycle nobody can tell.
template <class Lifecycle>
constexpr checks::declaration hidden_declaration() {
  if constexpr (__is_final(Lifecycle)) {
    return checks::declaration::none;
  } else {
    using all = with_every_declaration<Lifecycle>;
    using heir = heir_of<Lifecycle>;
    const bool readable[] = {
      // A state may be called `name`, and a lifecycle itself `version`.
      requires { all::name; } || requires { heir::name; } || requires { typename heir::name; },
      requires { all::version; } || requires { heir::version; } || requires { typename heir::version; },
      requires { all::data; } || requires { typename heir::data; },
      requires { all::invariants; } || requires { typename heir::invariants; },
      requires { all::outcomes; } || requires { typename heir::outcomes; },
      requires { all::ignores; } || requires { typename heir::ignores; },
      requires { all::regions; } || requires { typename heir::regions; },
      requires { all::migrations; } || requires { typename heir::migrations; }};
    int first = 0;
    while (first < static_cast<int>(checks::declaration::none) && readable[first]) { ++first; }
    return static_cast<checks::declaration>(first);
  }
}
// clang-format on

template <template <class...> class Template, class T>
inline constexpr bool is_made_of = std::is_void_v<T>;
template <template <class...> class Template, class... Arguments>
inline constexpr bool is_made_of<Template, Template<Arguments...>> = true;

template <class Set>
inline constexpr bool is_outcome_set = false;
template <template <class...> class Set, class... States>
inline constexpr bool is_outcome_set<Set<States...>> = true;
template <class Outcomes>
inline constexpr bool is_partition = std::is_void_v<Outcomes>;
template <class... Sets>
inline constexpr bool is_partition<partition<Sets...>> = (is_outcome_set<Sets> && ...);

// What `Lifecycle` declares, or void.
template <class Lifecycle>
struct declared_invariants {
  using type = void;
};
template <class Lifecycle>
  requires requires { typename Lifecycle::invariants; }
struct declared_invariants<Lifecycle> {
  using type = typename Lifecycle::invariants;
};
template <class Lifecycle>
struct declared_outcomes {
  using type = void;
};
template <class Lifecycle>
  requires requires { typename Lifecycle::outcomes; }
struct declared_outcomes<Lifecycle> {
  using type = typename Lifecycle::outcomes;
};
template <class Lifecycle>
struct declared_ignores {
  using type = void;
};
template <class Lifecycle>
  requires requires { typename Lifecycle::ignores; }
struct declared_ignores<Lifecycle> {
  using type = typename Lifecycle::ignores;
};
template <class Lifecycle>
struct declared_regions {
  using type = void;
};
template <class Lifecycle>
  requires requires { typename Lifecycle::regions; }
struct declared_regions<Lifecycle> {
  using type = typename Lifecycle::regions;
};

// The first declaration that is not written as it should be; void if all are.
template <class Lifecycle>
constexpr auto stray_declaration() {
  using invariants = typename declared_invariants<Lifecycle>::type;
  using outcomes = typename declared_outcomes<Lifecycle>::type;
  using ignores = typename declared_ignores<Lifecycle>::type;
  using regions = typename declared_regions<Lifecycle>::type;
  if constexpr (!is_made_of<prove, invariants>) {
    return std::type_identity<invariants>{};
  } else if constexpr (!is_partition<outcomes>) {
    return std::type_identity<outcomes>{};
  } else if constexpr (!is_made_of<ignored, ignores>) {
    return std::type_identity<ignores>{};
  } else if constexpr (!is_made_of<orthogonal, regions>) {
    return std::type_identity<regions>{};
  } else {
    return std::type_identity<void>{};
  }
}
template <class Lifecycle>
using stray_declaration_of = typename decltype(stray_declaration<Lifecycle>())::type;

// A rule about one lifecycle, and not one that is true of whatever it is asked.
template <class... Rules>
concept are_all_rules = requires {
  typename type_list<typename Rules::rule...>;
};
template <class... Rules>
constexpr bool are_rules(std::type_identity<prove<Rules...>>) {
  return are_all_rules<Rules...>;
}
constexpr bool are_rules(std::type_identity<void>) { return true; }

template <class Lifecycle>
constexpr bool declares_well() {
  if constexpr (std::is_void_v<stray_declaration_of<Lifecycle>>) {
    return are_rules(std::type_identity<typename declared_invariants<Lifecycle>::type>{});
  } else {
    return false;
  }
}
template <class Lifecycle, class... Rules>
constexpr bool report_rules(std::type_identity<prove<Rules...>>) {
  using rule = type_at<first_false({are_all_rules<Rules>...}), type_list<Rules...>>;
  return sizeof(checks::invariants_are_rules<Lifecycle, rule>) > 0;
}
template <class Lifecycle>
constexpr bool report_declarations() {
  using stray = stray_declaration_of<Lifecycle>;
  constexpr checks::declaration hidden = hidden_declaration<Lifecycle>();
  if constexpr (hidden != checks::declaration::none) {
    return sizeof(checks::declarations_can_be_read<Lifecycle, hidden>) > 0;
  } else if constexpr (!std::is_void_v<stray>) {
    return sizeof(checks::declarations_have_their_form<Lifecycle, stray>) > 0;
  } else {
    return report_rules<Lifecycle>(std::type_identity<typename declared_invariants<Lifecycle>::type>{});
  }
}

}  // namespace detail
}  // namespace fairlead

// Breadth-first search over a lifecycle's edges at compile time: the ground that checks and invariants stand on.
// Guards count as free: an edge may or may not fire, so what holds here holds for every host and every data.

namespace fairlead {

/// One arrow of a counterexample: in `State`, `Event` fires.
template <class State, class Event>
struct step {};
/// The end of a counterexample.
template <class State>
struct reaches {};
/// The shortest way in which a rule fails, spelled as a type so that every compiler prints it.
template <class Lifecycle, class... Steps>
struct counterexample {};

namespace detail {

template <std::size_t Count>
using state_set = std::array<bool, Count>;

// A walk over edges; `found` tells a walk of no edges from none at all.
template <std::size_t Capacity>
struct walk {
  bool found = false;
  std::uint16_t start = 0;  // where it begins
  std::size_t length = 0;
  std::array<std::uint16_t, Capacity> edges{};
};

// The shortest walk from `from` to `to` on which no state is in `avoided`, ends themselves included.
// O(states * edges), in table order, so that every compiler finds the same walk.
template <std::size_t States>
constexpr walk<States> shortest_walk(const lifecycle_description& lifecycle, const state_set<States>& from,
                                     const state_set<States>& to, const state_set<States>& avoided) {
  constexpr std::uint16_t unseen = 0xffff;
  constexpr std::uint16_t start = 0xfffe;
  std::array<std::uint16_t, States> entered_by{};
  std::array<std::uint16_t, States> queue{};
  std::size_t tail = 0;
  walk<States> result{};
  for (std::size_t s = 0; s < States; ++s) {
    entered_by[s] = unseen;
    if (from[s] && !avoided[s]) {
      entered_by[s] = start;
      queue[tail++] = static_cast<std::uint16_t>(s);
    }
  }
  for (std::size_t head = 0; head < tail; ++head) {
    std::size_t at = queue[head];
    if (to[at]) {
      result.found = true;
      std::size_t begin = at;
      for (; entered_by[begin] != start; begin = lifecycle.edges[entered_by[begin]].source) { ++result.length; }
      result.start = static_cast<std::uint16_t>(begin);
      for (std::size_t i = result.length; i-- > 0; at = lifecycle.edges[entered_by[at]].source) {
        result.edges[i] = entered_by[at];
      }
      return result;
    }
    for (std::size_t e = 0; e < lifecycle.edges.size(); ++e) {
      const edge& out = lifecycle.edges[e];
      if (out.source == at && entered_by[out.target] == unseen && !avoided[out.target]) {
        entered_by[out.target] = static_cast<std::uint16_t>(e);
        queue[tail++] = out.target;
      }
    }
  }
  return result;
}

// Adds to a set of states all that can be reached from it, or that can reach it when `backwards`. Most tables are
// written from beginning to end, so that, read in the direction of the search, few rounds suffice.
constexpr void spread(const lifecycle_description& lifecycle, bool* set, bool backwards) {
  const std::size_t edges = lifecycle.edges.size();
  for (bool grew = true; grew;) {
    grew = false;
    for (std::size_t i = 0; i < edges; ++i) {
      const edge& e = lifecycle.edges[backwards ? edges - 1 - i : i];
      const std::size_t near = backwards ? e.target : e.source;
      const std::size_t far = backwards ? e.source : e.target;
      if (set[near] && !set[far]) {
        set[far] = true;
        grew = true;
      }
    }
  }
}
template <std::size_t States>
constexpr state_set<States> closure(const lifecycle_description& lifecycle, state_set<States> from, bool backwards) {
  spread(lifecycle, from.data(), backwards);
  return from;
}

// A walk as a type. `Holder::value` is the walk.
template <class Lifecycle, class Holder, std::size_t... I>
auto spell(std::index_sequence<I...>) {
  using table = reflection<Lifecycle>;
  constexpr const auto& edges = table::edges;
  if constexpr (sizeof...(I) == 0) {
    return counterexample<Lifecycle, reaches<typename table::template state_at<Holder::value.start>>>{};
  } else {
    constexpr std::size_t last = edges[Holder::value.edges[sizeof...(I) - 1]].target;
    return counterexample<Lifecycle,
                          step<typename table::template state_at<edges[Holder::value.edges[I]].source>,
                               typename table::template event_at<edges[Holder::value.edges[I]].event>>...,
                          reaches<typename table::template state_at<last>>>{};
  }
}
}  // namespace detail
}  // namespace fairlead

// What checks ask of each state of a table, by functions that are no templates.

namespace fairlead {

namespace detail {

// What a state can do wrong, in the order of `report_check`.
enum class state_check : std::uint8_t {
  begins,  // for what all states that begin are named
  is_shared,
  has_a_taken_name,
  is_unreachable,
  is_a_trap,
  is_left_for_all_its_end,
  waits_for_ever,
  waits_in_vain,
  has_refusable_deadline,
  has_idle_deadline,
  is_misplaced
};

constexpr bool same_text(const std::string_view& a, const std::string_view& b) {
  if (a.size() != b.size()) { return false; }
  const char* const left = a.data();
  const char* const right = b.data();
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (left[i] != right[i]) { return false; }
  }
  return true;
}

// Spreads names over few numbers: a guess, cheap for a compiler, of where two differ.
constexpr std::size_t sketch(const std::string_view& name) {
  std::size_t result = name.size();
  for (std::size_t i = 0; i < 3 && i < name.size(); ++i) {
    result = 31 * result + static_cast<unsigned char>(name[name.size() - 1 - i]);
  }
  return result;
}
// In numbers, all zero, what `find_namesakes` of so many objects needs as `memory`.
constexpr std::size_t namesakes_memory(std::size_t objects) { return 3 * objects; }
// Of each of `objects`, the last before it that has its name, plus 1; or 0.
template <class Object>
constexpr const std::size_t* find_namesakes(const sequence<const Object*>& objects, std::size_t* memory) {
  // Names of one sketch are chained, so that only those are compared.
  std::size_t* const newest = memory;
  std::size_t* const following = newest + objects.size();
  std::size_t* const namesakes = following + objects.size();
  for (std::size_t i = 0; i < objects.size(); ++i) {
    std::size_t& chain = newest[sketch(objects[i]->name) % objects.size()];
    std::size_t other = chain;
    while (other != 0 && !same_text(objects[other - 1]->name, objects[i]->name)) { other = following[other - 1]; }
    namesakes[i] = other;
    following[i] = chain;
    chain = i + 1;
  }
  return namesakes;
}

// What checks ask of the states of one table.
class state_checks {
public:
  static constexpr std::size_t flags_for(std::size_t states) { return 5 * states; }
  // `shared` is a state of two regions, if there is one; `misplaced`, for each state, whether `outcomes` are wrong;
  // `flags` and `numbers`, as many as `namesakes_memory` says, are memory, all zero.
  constexpr state_checks(const lifecycle_description& lifecycle, std::size_t shared, const bool* misplaced, bool* flags,
                         std::size_t* numbers)
      : table_(lifecycle),
        shared_(shared),
        misplaced_(misplaced),
        namesakes_(find_namesakes(lifecycle.states, numbers)),
        reached_(flags),
        can_end_(reached_ + lifecycle.states.size()),
        must_end_(can_end_ + lifecycle.states.size()),
        left_(must_end_ + lifecycle.states.size()),
        bounded_(left_ + lifecycle.states.size()) {
    for (std::size_t s = 0; s < table_.states.size(); ++s) {
      reached_[s] = is(s, legend::initial);
      can_end_[s] = is(s, legend::terminal);
    }
    // A region without an end goes on for ever, and may.
    for (std::size_t end = 0; end < table_.states.size(); ++end) {
      if (!can_end_[end] || must_end_[end]) { continue; }
      for (std::size_t s = 0; s < table_.states.size(); ++s) {
        must_end_[s] = must_end_[s] || table_.regions[s] == table_.regions[end];
      }
    }
    for (const edge& e : table_.edges) {
      left_[e.source] = true;
      bounded_[e.source] = bounded_[e.source] || table_.events[e.event]->is_deadline;
    }
    spread(table_, reached_, false);
    spread(table_, can_end_, true);
  }

  [[nodiscard]] constexpr bool breaks(state_check check, std::size_t state) const {
    switch (check) {
      case state_check::begins:
        return is(state, legend::initial);
      case state_check::is_shared:
        return state == shared_;
      case state_check::has_a_taken_name:
        return namesakes_[state] != 0;
      case state_check::is_unreachable:
        return !reached_[state];
      case state_check::is_a_trap:
        return must_end_[state] && !can_end_[state];
      case state_check::is_left_for_all_its_end:
        return left_[state] && is(state, legend::terminal);
      case state_check::waits_for_ever:
        return !bounded_[state] && is(state, legend::waiting);
      case state_check::waits_in_vain:
        return !bounded_[state] && table_.states[state]->patience > 0;
      case state_check::has_refusable_deadline:
        return bounded_[state] && detail::has_refusable_deadline(table_, state);
      case state_check::has_idle_deadline:
        return bounded_[state] && detail::has_idle_deadline(table_, state);
      case state_check::is_misplaced:
        return misplaced_[state];
    }
    return false;
  }
  [[nodiscard]] constexpr bool hold(state_check check) const {
    for (std::size_t s = 0; s < table_.states.size(); ++s) {
      if (breaks(check, s)) { return false; }
    }
    return true;
  }

private:
  [[nodiscard]] constexpr bool is(std::size_t state, legend mark) const {
    return has(table_.states[state]->marks, mark);
  }

  const lifecycle_description& table_;
  std::size_t shared_;
  const bool* misplaced_;
  const std::size_t* namesakes_;
  bool* reached_;
  bool* can_end_;
  bool* must_end_;
  bool* left_;
  bool* bounded_;
};

}  // namespace detail
}  // namespace fairlead

// What the compiler checks of every lifecycle, asked or not: the rules G1 to G9, and names.
// Each failure is one sentence, on a type that names the lifecycle and the culprits.

namespace fairlead {

namespace detail {

template <class Lifecycle, class... InitialStates>
constexpr bool names_every_beginning(std::type_identity<orthogonal<InitialStates...>>) {
  constexpr std::array<std::size_t, sizeof...(InitialStates)> named{position_of_state<Lifecycle, InitialStates>...};
  const auto& begun = reflection<Lifecycle>::initial_states;
  if (named.size() != begun.size() || named.size() > most_regions) { return false; }
  for (const std::size_t each : begun) {
    bool found = false;
    for (const std::size_t name : named) { found = found || name == each; }
    if (!found) { return false; }
  }
  return true;
}
template <class Lifecycle>
constexpr bool begins_as_declared() {
  if constexpr (requires { typename Lifecycle::regions; }) {
    return names_every_beginning<Lifecycle>(std::type_identity<typename Lifecycle::regions>{});
  } else {
    return reflection<Lifecycle>::initial_count == 1;
  }
}

}  // namespace detail

namespace checks {

/// The states and events that an invariant names stand in the table.
template <class Lifecycle, class State>
struct state_of_a_query {
  static_assert(has_state<Lifecycle, State>,
                "fairlead: an invariant names a state that stands nowhere in the table; it would prove nothing");
};
template <class Lifecycle, class Event>
struct event_of_a_query {
  static_assert(has_event<Lifecycle, Event>,
                "fairlead: an invariant names an event that stands nowhere in the table; it would prove nothing");
};

/// Exactly one state derives from `initial`; or, with regions, exactly those that `orthogonal` names.
template <class Lifecycle, class... InitialStates>
struct one_initial_state {
  static_assert(sizeof...(InitialStates) != 0,
                "fairlead: a lifecycle needs an initial state: let one state derive from fairlead::initial");
  static_assert(
      sizeof...(InitialStates) == 0 || detail::begins_as_declared<Lifecycle>(),
      "fairlead: a lifecycle begins in one state: let only one of the states named here derive from initial; "
      "or, for orthogonal regions, say `using regions = orthogonal<...>;` and name each of them, four at most");
};

/// Regions have no state in common.
template <class Lifecycle, class... Shared>
struct regions_are_apart {
  static_assert(sizeof...(Shared) == 0,
                "fairlead: orthogonal regions share no state; the state named here can be reached from the initial "
                "states of two of them");
};

/// States, and likewise events, differ in name: a name is what is saved.
template <class Lifecycle, class... NameSakes>
struct unique_names {
  static_assert(sizeof...(NameSakes) == 0,
                "fairlead: two states, or two events, have one name; give one of those named here another "
                "`static constexpr std::string_view name`");
};

/// What is waited for happens.
template <class Lifecycle, class... Patient>
struct patience_has_a_deadline {
  static_assert(sizeof...(Patient) == 0,
                "fairlead: when `patience` has run out, the deadline row of the state fires; add row<State, deadline, "
                "...> for the states named here, or take out their patience");
};

/// G1.
template <class Lifecycle, class... Unreachable>
struct every_state_is_reachable {
  static_assert(sizeof...(Unreachable) == 0,
                "fairlead G1: every state must be reachable from the initial state; add a row that leads to the states "
                "named here, or take them out");
};

/// G2. Asked only of lifecycles that have terminal states.
template <class Lifecycle, class... Traps>
struct every_state_can_end {
  static_assert(
      sizeof...(Traps) == 0,
      "fairlead G2: from every state a terminal state must be reachable; the states named here are a trap: add "
      "a way out");
};

/// G3.
template <class Lifecycle, class... Left>
struct terminal_states_are_final {
  static_assert(sizeof...(Left) == 0,
                "fairlead G3: nothing happens after a terminal state; drop the rows of the states named here, or their "
                "terminal base");
};

/// G4.
template <class Lifecycle, class... Unbounded>
struct every_wait_is_bounded {
  static_assert(sizeof...(Unbounded) == 0,
                "fairlead G4: a waiting state must own a deadline row, or an instance may wait for ever; add "
                "row<State, deadline, ...> for the states named here");
};

/// The source, event and rows (counted from 0) of a conflict.
template <class State, class Event, std::size_t FirstRow, std::size_t SecondRow>
struct conflict {};

/// G7.
template <class Lifecycle, class... Conflicts>
struct rows_exclude_each_other {
  static_assert(
      sizeof...(Conflicts) == 0,
      "fairlead G7: two rows of one state and event could fire together, and their order must not decide; let "
      "their guards exclude each other: is<> on one member, or G and not_<G>");
};

}  // namespace checks

namespace detail {

// The states of a lifecycle for which a rule fails, as the arguments of `Check`.
template <class Lifecycle, template <class, class...> class Check, class Holder, std::size_t... I>
auto name_states(std::index_sequence<I...>)
    -> Check<Lifecycle, typename reflection<Lifecycle>::template state_at<Holder::value.numbers[I]>...>;

template <std::size_t Capacity>
struct findings {
  std::size_t count = 0;
  std::array<std::size_t, Capacity> numbers{};
  constexpr void add(std::size_t number) { numbers[count++] = number; }
};

template <class Lifecycle>
constexpr std::size_t shared_state() {
  return begins_as_declared<Lifecycle>() ? reflection<Lifecycle>::regions.shared : reflection<Lifecycle>::state_count;
}
template <class Lifecycle, state_check Check>
struct states_that {
  static constexpr auto value = [] {
    constexpr std::size_t states = reflection<Lifecycle>::state_count;
    const auto misplaced_outcomes = misplaced<Lifecycle>();
    bool flags[state_checks::flags_for(states)]{};
    std::size_t numbers[namesakes_memory(states)]{};
    const state_checks checks(description_of<Lifecycle>, shared_state<Lifecycle>(), misplaced_outcomes.data(), flags,
                              numbers);
    findings<states> found{};
    for (std::size_t s = 0; s < states; ++s) {
      if (checks.breaks(Check, s)) { found.add(s); }
    }
    return found;
  }();
};

template <class Lifecycle>
constexpr bool enumerators_are_covered() {
  using table = reflection<Lifecycle>;
  constexpr std::size_t first = first_forgetful_edge<Lifecycle>();
  if constexpr (first == table::edge_count) {
    return sizeof(checks::enumerators_are_covered<Lifecycle>) > 0;
  } else {
    constexpr edge forgetful = table::edges[first];
    return sizeof(checks::enumerators_are_covered<
                  Lifecycle, checks::rows_of<typename table::template state_at<forgetful.source>,
                                             typename table::template event_at<forgetful.event>>>) > 0;
  }
}

// The first two edges that could fire together; {0, 0} if there are none. `memory` is a zero for each edge and state.
constexpr std::array<std::size_t, 2> first_conflict(const lifecycle_description& lifecycle, std::size_t* memory) {
  // Edges of one source are chained, so that only those are compared.
  std::size_t* const following = memory;
  std::size_t* const newest = memory + lifecycle.edges.size();
  for (std::size_t e = lifecycle.edges.size(); e-- > 0;) {
    const edge& one = lifecycle.edges[e];
    following[e] = newest[one.source];
    newest[one.source] = e + 1;
    for (std::size_t next = following[e]; next != 0; next = following[next - 1]) {
      const edge& other = lifecycle.edges[next - 1];
      if (one.event == other.event && !exclusive(lifecycle, lifecycle.rows[one.row], lifecycle.rows[other.row])) {
        return {e, next - 1};
      }
    }
  }
  return {0, 0};
}
template <class Lifecycle>
constexpr std::array<std::size_t, 2> first_conflict() {
  std::size_t memory[reflection<Lifecycle>::edge_count + reflection<Lifecycle>::state_count + 1]{};
  return first_conflict(description_of<Lifecycle>, memory);
}

template <class Lifecycle, template <class, class...> class Check, state_check Broken>
using named_states = decltype(name_states<Lifecycle, Check, states_that<Lifecycle, Broken>>(
    std::make_index_sequence<states_that<Lifecycle, Broken>::value.count>{}));

template <class Lifecycle>
constexpr bool rows_exclude_each_other() {
  using table = reflection<Lifecycle>;
  constexpr std::array<std::size_t, 2> pair = first_conflict<Lifecycle>();
  if constexpr (pair[1] == 0) {
    return sizeof(checks::rows_exclude_each_other<Lifecycle>) > 0;
  } else {
    constexpr edge one = table::edges[pair[0]];
    constexpr edge other = table::edges[pair[1]];
    return sizeof(checks::rows_exclude_each_other<
                  Lifecycle, checks::conflict<typename table::template state_at<one.source>,
                                              typename table::template event_at<one.event>, one.row, other.row>>) > 0;
  }
}

// Positions of two events of one name; {0, 0} if all differ.
template <class Lifecycle>
constexpr std::array<std::size_t, 2> events_of_one_name() {
  constexpr std::size_t events = reflection<Lifecycle>::event_count;
  std::size_t memory[namesakes_memory(events)]{};
  const std::size_t* const namesakes = find_namesakes(description_of<Lifecycle>.events, memory);
  std::size_t second = 0;
  while (second < events && namesakes[second] == 0) { ++second; }
  if (second == events) { return {0, 0}; }
  return {namesakes[second] - 1, second};
}
template <class Lifecycle>
using named_events =
    checks::unique_names<Lifecycle,
                         typename reflection<Lifecycle>::template event_at<events_of_one_name<Lifecycle>()[0]>,
                         typename reflection<Lifecycle>::template event_at<events_of_one_name<Lifecycle>()[1]>>;

// The first check that does not hold, in the order of `report_check`; their number if all hold.
template <class Lifecycle>
constexpr std::size_t first_broken_check() {
  if constexpr (hidden_declaration<Lifecycle>() != checks::declaration::none) {
    return 1;  // rows that need the data would not fit without
  } else if constexpr (!rows_fit<Lifecycle>(std::type_identity<transitions_of<Lifecycle>>{})) {
    return 0;
  } else if constexpr (!declares_well<Lifecycle>()) {
    return 1;
  } else {
    const auto misplaced_outcomes = misplaced<Lifecycle>();
    constexpr std::size_t states = reflection<Lifecycle>::state_count;
    bool flags[state_checks::flags_for(states)]{};
    std::size_t numbers[namesakes_memory(states)]{};
    const state_checks checks(description_of<Lifecycle>, shared_state<Lifecycle>(), misplaced_outcomes.data(), flags,
                              numbers);
    const bool kept[] = {true,
                         true,
                         begins_as_declared<Lifecycle>(),
                         checks.hold(state_check::is_shared),
                         checks.hold(state_check::has_a_taken_name),
                         events_of_one_name<Lifecycle>()[1] == 0,
                         checks.hold(state_check::is_unreachable),
                         checks.hold(state_check::is_a_trap),
                         checks.hold(state_check::is_left_for_all_its_end),
                         checks.hold(state_check::waits_for_ever),
                         checks.hold(state_check::waits_in_vain),
                         checks.hold(state_check::has_refusable_deadline),
                         checks.hold(state_check::has_idle_deadline),
                         first_conflict<Lifecycle>()[1] == 0,
                         first_forgetful_edge<Lifecycle>() == reflection<Lifecycle>::edge_count,
                         checks.hold(state_check::is_misplaced)};
    std::size_t first = 0;
    while (first < sizeof(kept) && kept[first]) { ++first; }
    return first;
  }
}
template <class Lifecycle>
inline constexpr std::size_t broken_check = first_broken_check<Lifecycle>();
template <class Lifecycle>
inline constexpr bool checks_hold = broken_check<Lifecycle> == 16;

// Says which check does not hold. Only the first: one slip often breaks several, and the page has sixty lines.
template <class Lifecycle>
constexpr bool report_check() {
  constexpr std::size_t broken = broken_check<Lifecycle>;
  if constexpr (broken == 0) { return report_rows<Lifecycle>(std::type_identity<transitions_of<Lifecycle>>{}); }
  if constexpr (broken == 1) { return report_declarations<Lifecycle>(); }
  if constexpr (broken == 2) {
    return sizeof(named_states<Lifecycle, checks::one_initial_state, state_check::begins>) > 0;
  }
  if constexpr (broken == 3) {
    return sizeof(named_states<Lifecycle, checks::regions_are_apart, state_check::is_shared>) > 0;
  }
  if constexpr (broken == 4) {
    return sizeof(named_states<Lifecycle, checks::unique_names, state_check::has_a_taken_name>) > 0;
  }
  if constexpr (broken == 5) { return sizeof(named_events<Lifecycle>) > 0; }
  if constexpr (broken == 6) {
    return sizeof(named_states<Lifecycle, checks::every_state_is_reachable, state_check::is_unreachable>) > 0;
  }
  if constexpr (broken == 7) {
    return sizeof(named_states<Lifecycle, checks::every_state_can_end, state_check::is_a_trap>) > 0;
  }
  if constexpr (broken == 8) {
    return sizeof(named_states<Lifecycle, checks::terminal_states_are_final, state_check::is_left_for_all_its_end>) > 0;
  }
  if constexpr (broken == 9) {
    return sizeof(named_states<Lifecycle, checks::every_wait_is_bounded, state_check::waits_for_ever>) > 0;
  }
  if constexpr (broken == 10) {
    return sizeof(named_states<Lifecycle, checks::patience_has_a_deadline, state_check::waits_in_vain>) > 0;
  }
  if constexpr (broken == 11) {
    return sizeof(named_states<Lifecycle, checks::deadlines_cannot_be_refused, state_check::has_refusable_deadline>) >
           0;
  }
  if constexpr (broken == 12) {
    return sizeof(named_states<Lifecycle, checks::deadlines_that_stay_act, state_check::has_idle_deadline>) > 0;
  }
  if constexpr (broken == 13) { return rows_exclude_each_other<Lifecycle>(); }
  if constexpr (broken == 14) { return enumerators_are_covered<Lifecycle>(); }
  if constexpr (broken == 15) {
    return sizeof(named_states<Lifecycle, checks::outcomes_are_a_partition, state_check::is_misplaced>) > 0;
  }
}

}  // namespace detail
}  // namespace fairlead

// The states that the orthogonal regions of one lifecycle can be in together, as a graph: what computation tree logic
// and never_together walk over. Of a lifecycle of one region it is the table itself.

namespace fairlead {

/// In a counterexample: the current states of all regions.
template <class... States>
struct together {};

namespace detail {

inline constexpr std::uint16_t no_edge_taken = 0xffff;

// What one event does: in each region the edge it takes, or none.
template <std::size_t Regions>
using joint_move = std::array<std::uint16_t, Regions>;

template <class Lifecycle>
struct joint_states {
  using table = reflection<Lifecycle>;
  static constexpr std::size_t regions = table::region_count;
  static constexpr const lifecycle_description& lifecycle = description_of<Lifecycle>;
  using configuration = std::array<std::uint16_t, regions>;

  static constexpr std::size_t total = [] {
    std::array<std::size_t, regions> sizes{};
    for (const std::uint8_t region : table::regions.of) { ++sizes[region]; }
    std::size_t product = 1;
    for (const std::size_t each : sizes) { product *= each; }
    return product;
  }();
  static_assert(total <= 4096,
                "fairlead: the regions of this lifecycle have more than 4,096 states together; prove it of fewer "
                "regions, or compose several lifecycles");

  // A mixed radix number: the place of each region's state among those of its region.
  static constexpr std::size_t code_of(const configuration& at) {
    std::size_t code = 0;
    for (std::size_t r = 0; r < regions; ++r) { code = code * radix.size[r] + radix.place[at[r]]; }
    return code;
  }

  // Calls `visit(move, target)` for all that an event can do in `at`: in every region an edge whose in<> hold, or none,
  // so that no two of the edges exclude each other and no region rests whose guards then hold anyway.
  template <class Visit>
  static constexpr void each_move(const configuration& at, Visit visit) {
    for (std::size_t event = 0; event < table::event_count; ++event) {
      joint_move<regions> chosen{};
      choose(at, event, 0, chosen, visit);
    }
  }

private:
  struct places {
    std::array<std::size_t, regions> size{};
    std::array<std::size_t, table::state_count> place{};
  };
  static constexpr places radix = [] {
    places result{};
    for (std::size_t s = 0; s < table::state_count; ++s) { result.place[s] = result.size[table::regions.of[s]]++; }
    return result;
  }();

  template <class Visit>
  static constexpr void choose(const configuration& at, std::size_t event, std::size_t region,
                               joint_move<regions>& chosen, Visit& visit) {
    if (region == regions) {
      finish(at, event, chosen, visit);
      return;
    }
    chosen[region] = no_edge_taken;
    choose(at, event, region + 1, chosen, visit);
    for (std::size_t e = 0; e < table::edge_count; ++e) {
      if (!can_fire(at, region, event, e) || excluded(chosen, region, e)) { continue; }
      chosen[region] = static_cast<std::uint16_t>(e);
      choose(at, event, region + 1, chosen, visit);
    }
  }
  template <class Visit>
  static constexpr void finish(const configuration& at, std::size_t event, const joint_move<regions>& chosen,
                               Visit& visit) {
    configuration target = at;
    bool moves = false;
    for (std::size_t r = 0; r < regions; ++r) {
      if (chosen[r] != no_edge_taken) {
        target[r] = table::edges[chosen[r]].target;
        moves = true;
      } else if (must_fire(at, r, event, chosen)) {
        return;
      }
    }
    if (moves) { visit(chosen, target); }
  }
  static constexpr const row_description& row_of(std::size_t e) { return lifecycle.rows[table::edges[e].row]; }

  static constexpr bool asks_itself(const guard_description& guard) {
    return !guard.scope.empty() && guard.scope == table::states[0]->scope;
  }
  static constexpr bool holds_here(const configuration& at, const guard_description& guard) {
    for (const std::uint16_t state : at) {
      if (table::states[state] == guard.value) { return !guard.negated; }
    }
    return guard.negated;
  }
  static constexpr bool can_fire(const configuration& at, std::size_t region, std::size_t event, std::size_t e) {
    if (table::edges[e].source != at[region] || table::edges[e].event != event) { return false; }
    for (const guard_description& guard : row_of(e).guards) {
      if (asks_itself(guard) && !holds_here(at, guard)) { return false; }
    }
    return true;
  }
  static constexpr bool excluded(const joint_move<regions>& chosen, std::size_t before, std::size_t e) {
    for (std::size_t r = 0; r < before; ++r) {
      if (chosen[r] != no_edge_taken && exclusive(lifecycle, row_of(chosen[r]), row_of(e))) { return true; }
    }
    return false;
  }
  // True if an edge of the resting region asks nothing that the chosen edges do not ask too. A deadline is each
  // region's own, and comes when its patience runs out.
  static constexpr bool must_fire(const configuration& at, std::size_t region, std::size_t event,
                                  const joint_move<regions>& chosen) {
    if (table::events[event]->is_deadline) { return false; }
    for (std::size_t e = 0; e < table::edge_count; ++e) {
      if (!can_fire(at, region, event, e)) { continue; }
      bool certain = true;
      for (const guard_description& guard : row_of(e).guards) {
        certain = certain && (asks_itself(guard) || asked_by(chosen, guard));
      }
      if (certain) { return true; }
    }
    return false;
  }
  static constexpr bool asked_by(const joint_move<regions>& chosen, const guard_description& wanted) {
    for (const std::uint16_t e : chosen) {
      if (e == no_edge_taken) { continue; }
      for (const guard_description& guard : row_of(e).guards) {
        if (guard.key == wanted.key && guard.value == wanted.value && guard.scope == wanted.scope &&
            guard.negated == wanted.negated) {
          return true;
        }
      }
    }
    return false;
  }
};

// The reachable configurations, numbered in breadth-first order, and the steps between them.
template <class Lifecycle>
struct joint_exploration {
  using space = joint_states<Lifecycle>;
  struct reached {
    std::array<typename space::configuration, space::total> order{};
    std::array<std::uint16_t, space::total> number{};  // of a code, plus 1; 0 if not reached
    std::size_t count = 0;
    std::size_t steps = 0;
  };
  static constexpr reached all = [] {
    reached result{};
    const auto add = [&](const typename space::configuration& at) {
      std::uint16_t& number = result.number[space::code_of(at)];
      if (number != 0) { return; }
      result.order[result.count++] = at;
      number = static_cast<std::uint16_t>(result.count);
    };
    add(reflection<Lifecycle>::initial_states);
    for (std::size_t head = 0; head < result.count; ++head) {
      const auto at = result.order[head];
      space::each_move(at, [&](const auto&, const typename space::configuration& target) {
        ++result.steps;
        add(target);
      });
    }
    return result;
  }();

  static constexpr std::size_t count = all.count;
  // Source and target are numbers of configurations; the row is that of the first region that moves.
  static constexpr std::array<edge, all.steps> edges = [] {
    std::array<edge, all.steps> result{};
    std::size_t next = 0;
    for (std::size_t from = 0; from < all.count; ++from) {
      space::each_move(all.order[from], [&](const auto& move, const typename space::configuration& target) {
        std::size_t first = 0;
        while (move[first] == no_edge_taken) { ++first; }
        const edge& taken = reflection<Lifecycle>::edges[move[first]];
        result[next++] = {taken.row, static_cast<std::uint16_t>(from), taken.event,
                          static_cast<std::uint16_t>(all.number[space::code_of(target)] - 1),
                          target == all.order[from]};
      });
    }
    return result;
  }();
};

// The graph that formulas are about: nodes are states, or configurations where there are regions.
template <class Lifecycle, bool Regions = (reflection<Lifecycle>::region_count > 1)>
struct node_graph {
  static constexpr std::size_t count = reflection<Lifecycle>::state_count;
  static constexpr std::size_t initial = initial_state_of<Lifecycle>;
  static constexpr const lifecycle_description& edges = description_of<Lifecycle>;
  static constexpr bool is_in(std::size_t node, std::size_t state) { return node == state; }
};
template <class Lifecycle>
struct node_graph<Lifecycle, true> {
  using explored = joint_exploration<Lifecycle>;
  static constexpr std::size_t count = explored::count;
  static constexpr std::size_t initial = 0;
  static constexpr lifecycle_description edges{description_of<Lifecycle>.name,   description_of<Lifecycle>.version,
                                               description_of<Lifecycle>.states, description_of<Lifecycle>.events,
                                               description_of<Lifecycle>.rows,   explored::edges};
  static constexpr bool is_in(std::size_t node, std::size_t state) {
    for (const std::uint16_t each : explored::all.order[node]) {
      if (each == state) { return true; }
    }
    return false;
  }
};

// The nodes in which one of `States` is current.
template <class Lifecycle, class... States>
constexpr auto nodes_in(type_list<States...>) {
  using graph = node_graph<Lifecycle>;
  state_set<graph::count> set{};
  for (std::size_t node = 0; node < graph::count; ++node) {
    set[node] = (graph::is_in(node, position_of_state<Lifecycle, States>) || ...);
  }
  return set;
}

// Finds where a composition is in all of `States`; defined in compose.hpp.
template <class Composition, class... States>
struct search_composition;

// A walk over the nodes of a lifecycle with regions; `spell` writes each as together<states...>.
template <std::size_t Capacity>
struct joint_walk : walk<Capacity> {};

// A walk over nodes as the type that `spell` expects.
template <class Lifecycle, std::size_t Capacity>
constexpr auto walk_over_nodes(const walk<Capacity>& found) {
  if constexpr (reflection<Lifecycle>::region_count > 1) {
    return joint_walk<Capacity>{found};
  } else {
    return found;
  }
}

template <class Lifecycle, std::size_t Node, std::size_t... Region>
together<typename reflection<Lifecycle>::template state_at<joint_exploration<Lifecycle>::all.order[Node][Region]>...>
    spelled_node(std::index_sequence<Region...>);
template <class Lifecycle, std::size_t Node>
using node_type =
    decltype(spelled_node<Lifecycle, Node>(std::make_index_sequence<reflection<Lifecycle>::region_count>{}));

template <class Lifecycle, class Holder, std::size_t... I>
auto spell_joint(std::index_sequence<I...>) {
  using table = reflection<Lifecycle>;
  constexpr auto& edges = joint_exploration<Lifecycle>::edges;
  constexpr std::size_t last =
      sizeof...(I) == 0 ? Holder::value.start : edges[Holder::value.edges[sizeof...(I) - 1]].target;
  return counterexample<Lifecycle,
                        step<node_type<Lifecycle, edges[Holder::value.edges[I]].source>,
                             typename table::template event_at<edges[Holder::value.edges[I]].event>>...,
                        reaches<node_type<Lifecycle, last>>>{};
}
template <class Lifecycle, class Holder, std::size_t Capacity>
auto spell_any(const joint_walk<Capacity>&) {
  return spell_joint<Lifecycle, Holder>(std::make_index_sequence<Holder::value.length>{});
}
template <class Lifecycle, class Holder, std::size_t Capacity>
auto spell_any(const walk<Capacity>&) {
  return spell<Lifecycle, Holder>(std::make_index_sequence<Holder::value.length>{});
}

// The walk `Holder::value` as a type.
template <class Lifecycle, class Holder>
using spelled_walk = decltype(spell_any<Lifecycle, Holder>(Holder::value));

}  // namespace detail

/// The regions of a lifecycle are never in all of `States` at once; nor are the members of a composition.
template <class... States>
struct never_together : detail::searched_query<never_together<States...>, States...> {
  /// The shortest way to where they are, if there is one.
  template <class Lifecycle>
  static constexpr auto search() {
    using graph = detail::node_graph<Lifecycle>;
    detail::state_set<graph::count> begin{};
    begin[graph::initial] = true;
    detail::state_set<graph::count> bad{};
    for (std::size_t node = 0; node < graph::count; ++node) {
      bad[node] = (graph::is_in(node, position_of_state<Lifecycle, States>) && ...);
    }
    return detail::walk_over_nodes<Lifecycle>(detail::shortest_walk(graph::edges, begin, bad, {}));
  }
  /// The same for a composition.
  template <class Composition>
  static constexpr auto search_together() {
    return detail::search_composition<Composition, States...>::result();
  }
  template <class Lifecycle, class Counterexample>
  struct refuted_by {
    static_assert(
        detail::never<Counterexample>,
        "fairlead: never_together<States...> does not hold: the counterexample leads to where they all are current");
  };
};

// Of nothing, everything would be true.
template <>
struct never_together<> {};
template <class State>
struct never_together<State> {};

}  // namespace fairlead

// Computation tree logic over a lifecycle's table (over what its regions are in together, where it has several), for
// rules that the named invariants have no word for.

namespace fairlead {

namespace detail {

// All sets are over the states of one lifecycle. A state that nothing leaves stays where it is for ever, so that every
// path is endless, as the logic wants it.
template <std::size_t States>
struct state_graph {
  using set = state_set<States>;
  const lifecycle_description& lifecycle;

  // States with a step into `target`.
  [[nodiscard]] constexpr set can_step_into(const set& target) const {
    set result{};
    set leaves{};
    for (const edge& e : lifecycle.edges) {
      leaves[e.source] = true;
      result[e.source] = result[e.source] || target[e.target];
    }
    for (std::size_t s = 0; s < States; ++s) { result[s] = result[s] || (!leaves[s] && target[s]); }
    return result;
  }
  [[nodiscard]] static constexpr set complement(set of) {
    for (bool& each : of) { each = !each; }
    return of;
  }
  [[nodiscard]] static constexpr set intersection(set a, const set& b) {
    for (std::size_t s = 0; s < States; ++s) { a[s] = a[s] && b[s]; }
    return a;
  }
  [[nodiscard]] static constexpr set everything() { return complement(set{}); }

  // The least set that holds `goal`, and of `until` every state with a step into the set.
  [[nodiscard]] constexpr set exists_until(const set& until, const set& goal) const {
    set result = goal;
    for (bool grew = true; grew;) {
      grew = false;
      const set more = intersection(can_step_into(result), until);
      for (std::size_t s = 0; s < States; ++s) {
        grew = grew || (more[s] && !result[s]);
        result[s] = result[s] || more[s];
      }
    }
    return result;
  }
  // The greatest set in `of` that can always be stayed in.
  [[nodiscard]] constexpr set exists_globally(const set& of) const {
    set result = of;
    for (bool shrank = true; shrank;) {
      const set kept = intersection(can_step_into(result), result);
      shrank = kept != result;
      result = kept;
    }
    return result;
  }
  // A walk from `begin` that never leaves `within`, until it would go round or ends.
  [[nodiscard]] constexpr walk<States> stay_within(std::size_t begin, const set& within) const {
    walk<States> result{};
    result.found = true;
    result.start = static_cast<std::uint16_t>(begin);
    set seen{};
    for (std::size_t at = begin; !seen[at] && result.length < States;) {
      seen[at] = true;
      for (std::size_t e = 0; e < lifecycle.edges.size(); ++e) {
        if (lifecycle.edges[e].source == at && within[lifecycle.edges[e].target]) {
          result.edges[result.length++] = static_cast<std::uint16_t>(e);
          at = lifecycle.edges[e].target;
          break;
        }
      }
    }
    return result;
  }
};

template <class Lifecycle>
inline constexpr state_graph<node_graph<Lifecycle>::count> graph_of{node_graph<Lifecycle>::edges};

template <class First, class Second>
struct joined_names;
template <class... A, class... B>
struct joined_names<type_list<A...>, type_list<B...>> {
  using type = type_list<A..., B...>;
};

template <class Rule, class List>
struct searched_states;
template <class Rule, class... States>
struct searched_states<Rule, type_list<States...>> {
  using type = searched_query<Rule, States...>;
};

}  // namespace detail

/// Formulas. Each has `states`, the states that it mentions, and `where<Lifecycle>()`, the set of states in which it
/// holds.
/// @source Clarke, Grumberg, Peled: Model Checking, chapter 4.1 (fixpoints of CTL)
namespace ctl {

/// In one of these states.
template <class... States>
struct at {
  using states = detail::type_list<States...>;
  template <class Lifecycle>
  static constexpr auto where() {
    return detail::nodes_in<Lifecycle>(states{});
  }
};
/// Not `Formula`.
template <class Formula>
struct negation {
  using states = typename Formula::states;
  template <class Lifecycle>
  static constexpr auto where() {
    return detail::graph_of<Lifecycle>.complement(Formula::template where<Lifecycle>());
  }
};
/// `First` and `Second`.
template <class First, class Second>
struct both {
  using states = typename detail::joined_names<typename First::states, typename Second::states>::type;
  template <class Lifecycle>
  static constexpr auto where() {
    return detail::graph_of<Lifecycle>.intersection(First::template where<Lifecycle>(),
                                                    Second::template where<Lifecycle>());
  }
};
/// `First` or `Second`.
template <class First, class Second>
struct either : negation<both<negation<First>, negation<Second>>> {};
/// Where `First` holds, so does `Second`.
template <class First, class Second>
struct implies : negation<both<First, negation<Second>>> {};

/// Some next state has `Formula`.
template <class Formula>
struct ex {
  using states = typename Formula::states;
  template <class Lifecycle>
  static constexpr auto where() {
    return detail::graph_of<Lifecycle>.can_step_into(Formula::template where<Lifecycle>());
  }
};
/// Along some path: `Formula` until `Goal`, and `Goal` comes.
template <class Formula, class Goal>
struct eu {
  using states = typename detail::joined_names<typename Formula::states, typename Goal::states>::type;
  template <class Lifecycle>
  static constexpr auto where() {
    return detail::graph_of<Lifecycle>.exists_until(Formula::template where<Lifecycle>(),
                                                    Goal::template where<Lifecycle>());
  }
};
/// Along some path `Formula` holds for ever.
template <class Formula>
struct eg {
  using states = typename Formula::states;
  template <class Lifecycle>
  static constexpr auto where() {
    return detail::graph_of<Lifecycle>.exists_globally(Formula::template where<Lifecycle>());
  }
};
/// Every next state has `Formula`.
template <class Formula>
struct ax : negation<ex<negation<Formula>>> {};
/// Along some path `Formula` comes.
template <class Formula>
struct ef {
  using states = typename Formula::states;
  template <class Lifecycle>
  static constexpr auto where() {
    return detail::graph_of<Lifecycle>.exists_until(detail::graph_of<Lifecycle>.everything(),
                                                    Formula::template where<Lifecycle>());
  }
};
/// Along every path `Formula` comes.
template <class Formula>
struct af : negation<eg<negation<Formula>>> {};
/// Always, along every path, `Formula` holds.
template <class Formula>
struct ag : negation<ef<negation<Formula>>> {};
/// Along every path: `Formula` until `Goal`, and `Goal` comes.
template <class Formula, class Goal>
struct au : negation<either<eu<negation<Goal>, both<negation<Formula>, negation<Goal>>>, eg<negation<Goal>>>> {};

}  // namespace ctl

namespace detail {

// A path that shows why a formula does not hold in `begin`: where one path can show it. Else the state itself.
template <class Lifecycle, class Formula>
constexpr auto path_against(std::type_identity<Formula>, std::size_t begin) {
  walk<node_graph<Lifecycle>::count> result{};
  result.found = true;
  result.start = static_cast<std::uint16_t>(begin);
  return result;
}
template <class Lifecycle, class Formula>
constexpr auto path_against(std::type_identity<ctl::ag<Formula>>, std::size_t begin) {
  state_set<node_graph<Lifecycle>::count> from{};
  from[begin] = true;
  const auto bad = graph_of<Lifecycle>.complement(Formula::template where<Lifecycle>());
  return shortest_walk(node_graph<Lifecycle>::edges, from, bad, {});
}
template <class Lifecycle, class Formula>
constexpr auto path_against(std::type_identity<ctl::af<Formula>>, std::size_t begin) {
  const auto never = ctl::eg<ctl::negation<Formula>>::template where<Lifecycle>();
  return graph_of<Lifecycle>.stay_within(begin, never);
}

}  // namespace detail

/// `Formula` holds in the initial state. Of `ag` the counterexample is the shortest way to where it fails, of `af` a
/// way on which it never comes; of any other formula, the initial state.
template <class Formula>
struct holds_initially : detail::searched_states<holds_initially<Formula>, typename Formula::states>::type {
  /// A path that shows that the formula fails, if it does.
  template <class Lifecycle>
  static constexpr auto search() {
    using graph = detail::node_graph<Lifecycle>;
    detail::walk<graph::count> found{};
    if (!Formula::template where<Lifecycle>()[graph::initial]) {
      found = detail::path_against<Lifecycle>(std::type_identity<Formula>{}, graph::initial);
    }
    return detail::walk_over_nodes<Lifecycle>(found);
  }
  template <class Lifecycle, class Counterexample>
  struct refuted_by {
    static_assert(
        detail::never<Counterexample>,
        "fairlead: holds_initially<Formula> does not hold: the counterexample shows a path against the formula, or "
        "the state in which it fails");
  };
};

}  // namespace fairlead

// `holds<Lifecycle>`: all checks and all declared invariants, proved by the compiler, or by the build of libfairlead.

namespace fairlead {

namespace detail {

// Whether libfairlead was linked, and its build has proved `Lifecycle`: such a one names itself `stock`. An amendment
// of it inherits the word, and is another.
template <class Lifecycle>
constexpr bool proved_by_library() {
  if constexpr (FAIRLEAD_DEFINE_INLINE == 0 && requires { typename Lifecycle::stock; }) {
    return std::is_same_v<typename Lifecycle::stock, Lifecycle>;
  } else {
    return false;
  }
}

// @tparam Anew  also what the library has proved
// Defined in proof.hpp, which whoever only uses what the library has proved need not parse.
template <class Lifecycle, bool Anew = false>
constexpr bool lifecycle_holds();
template <class Lifecycle, bool Anew = false>
  requires(!Anew && proved_by_library<Lifecycle>())
constexpr bool lifecycle_holds() { return true; }

}  // namespace detail

/// True, or it does not compile: every check of checks.hpp and every invariant that `Lifecycle` declares holds.
/// A failure is reported as one of fairlead's sentences with the culprit or the shortest counterexample. Of a lifecycle
/// that libfairlead has not proved, proof.hpp must have been included.
template <class Lifecycle>
inline constexpr bool holds = detail::lifecycle_holds<Lifecycle>();

}  // namespace fairlead

#if FAIRLEAD_DEFINE_INLINE
#endif

// How rules about a lifecycle are decided, by functions that are no templates.

namespace fairlead {

namespace detail {

constexpr bool contains(const sequence<std::uint16_t>& set, std::uint16_t state) {
  for (const std::uint16_t each : set) {
    if (each == state) { return true; }
  }
  return false;
}

enum class finding : std::uint8_t { holds, misnamed, several_regions, refuted };

// Decides rules about one table. Its edges are chained by what they leave, enter and follow, so that a rule looks at
// few of them.
class rule_search {
public:
  // In numbers, what a table of `edges` edges needs as `memory`.
  static constexpr std::size_t memory_for(std::size_t states, std::size_t events, std::size_t edges) {
    return 3 * edges + 7 * states + events;
  }
  constexpr rule_search(const lifecycle_description& lifecycle, std::uint16_t* memory)
      : table_(lifecycle),
        leaving_{memory, memory + lifecycle.states.size()},
        entering_{leaving_.next + lifecycle.edges.size(),
                  leaving_.next + lifecycle.edges.size() + lifecycle.states.size()},
        following_{entering_.next + lifecycle.edges.size(),
                   entering_.next + lifecycle.edges.size() + lifecycle.events.size()},
        marks_(following_.next + lifecycle.edges.size()),
        entered_by_(marks_ + lifecycle.states.size()),
        queue_(entered_by_ + lifecycle.states.size()),
        way_(queue_ + lifecycle.states.size()) {
    for (std::size_t s = 0; s < table_.states.size(); ++s) { leaving_.first[s] = entering_.first[s] = 0; }
    for (std::size_t e = 0; e < table_.events.size(); ++e) { following_.first[e] = 0; }
    for (std::size_t e = table_.edges.size(); e-- > 0;) {
      const edge& each = table_.edges[e];
      leaving_.put(each.source, e);
      entering_.put(each.target, e);
      following_.put(each.event, e);
    }
  }

  // Whether what `rule` names is there.
  constexpr finding named(const rule_statement& rule) const {
    if (rule.event != any_event && rule.event >= table_.events.size()) { return finding::misnamed; }
    bool one_region = true;
    for (std::size_t i = 0; i < rule.set_count; ++i) {
      for (const std::uint16_t state : rule.sets[i]) {
        if (state >= table_.states.size()) { return finding::misnamed; }
        if (table_.region_count > 1 && !rule.sets[0].empty()) {
          one_region = one_region && table_.regions[state] == table_.regions[rule.sets[0][0]];
        }
      }
    }
    return one_region || !follows_states(rule.kind) ? finding::holds : finding::several_regions;
  }
  constexpr finding judge(const rule_statement& rule) {
    const finding found = named(rule);
    if (found != finding::holds) { return found; }
    const bool refuted = rule.kind == rule_kind::searched ? rule.refuted : refutes(rule);
    return refuted ? finding::refuted : finding::holds;
  }
  // The walk against `rule`, whose names are there, is then `way()`.
  constexpr bool refutes(const rule_statement& rule) {
    length_ = 0;
    if (rule.kind == rule_kind::walk) { return rule.set_count == 4 ? walk_after(rule) : walk_between(rule); }
    if (rule.kind >= rule_kind::always_fires) { return refusing_state(rule); }
    const std::size_t wrong = follows_event(rule.kind) ? wrong_edge_of_event(rule) : wrong_edge_of_states(rule);
    if (wrong == none) { return false; }
    start_ = table_.edges[wrong].source;
    length_ = 1;
    way_[0] = static_cast<std::uint16_t>(wrong);
    return true;
  }
  // The walk that `refutes` has found.
  [[nodiscard]] constexpr std::uint16_t start() const { return start_; }
  [[nodiscard]] constexpr sequence<std::uint16_t> way() const { return {way_, length_}; }

private:
  static constexpr std::size_t none = static_cast<std::size_t>(-1);
  static constexpr std::uint16_t unseen = 0xffff;
  static constexpr std::uint16_t begun = 0xfffe;
  enum mark : std::uint16_t { from = 1, to = 2, avoided = 4 };

  // Numbers of edges plus 1, in table order; 0 ends a chain.
  struct chains {
    std::uint16_t* first;
    std::uint16_t* next;
    constexpr void put(std::size_t chain, std::size_t e) {
      next[e] = first[chain];
      first[chain] = static_cast<std::uint16_t>(e + 1);
    }
  };

  [[nodiscard]] constexpr const row_description& row_of(const edge& e) const { return table_.rows[e.row]; }

  [[nodiscard]] constexpr std::size_t wrong_edge_of_states(const rule_statement& rule) const {
    std::size_t wrong = none;
    const chains& chain = rule.kind == rule_kind::entry ? entering_ : leaving_;
    for (const std::uint16_t state : rule.sets[0]) {
      for (std::size_t next = chain.first[state]; next != 0 && next - 1 < wrong; next = chain.next[next - 1]) {
        const edge& e = table_.edges[next - 1];
        bool bad = false;
        if (rule.kind == rule_kind::edge) {
          bad = !e.stays && contains(rule.sets[1], e.target);
        } else if (rule.kind == rule_kind::exit) {
          bad = !contains(rule.sets[0], e.target) && !contains(rule.sets[1], e.target);
        } else {
          bad = !contains(rule.sets[0], e.source) && !meets_each_of(row_of(e), rule.needed);
        }
        if (bad) { wrong = next - 1; }
      }
    }
    return wrong;
  }
  [[nodiscard]] constexpr std::size_t wrong_edge_of_event(const rule_statement& rule) const {
    for (std::size_t next = following_.first[rule.event]; next != 0; next = following_.next[next - 1]) {
      const edge& e = table_.edges[next - 1];
      if (rule.set_count > 1 && !contains(rule.sets[1], e.source)) { continue; }
      bool bad = true;
      if (rule.kind == rule_kind::event_guard) {
        bad = !meets_each_of(row_of(e), rule.needed) && possible_under(table_, row_of(e), rule.given);
      } else if (rule.kind != rule_kind::event_never) {
        bad = rule.kind == rule_kind::event_question
                  ? asks(row_of(e), *rule.needed[0][0].guard)
                  : contains(rule.sets[0], e.target) == (rule.kind == rule_kind::event_strays);
      }
      if (bad) { return next - 1; }
    }
    return none;
  }
  // The first state in which the event may be refused, as a walk of no steps.
  constexpr bool refusing_state(const rule_statement& rule) {
    std::size_t wrong = none;
    for (const std::uint16_t state : rule.sets[0]) {
      const bool fine = rule.kind == rule_kind::has_row ? table_.has_row(state, rule.event)
                                                        : never_refused(table_, state, rule.event);
      if (!fine && state < wrong) { wrong = state; }
    }
    if (wrong == none) { return false; }
    start_ = static_cast<std::uint16_t>(wrong);
    return true;
  }

  constexpr void clear() {
    for (std::size_t s = 0; s < table_.states.size(); ++s) { marks_[s] = 0; }
  }
  constexpr void put(const sequence<std::uint16_t>& set, mark as) {
    for (const std::uint16_t state : set) { marks_[state] = static_cast<std::uint16_t>(marks_[state] | as); }
  }
  constexpr bool walk_between(const rule_statement& rule) {
    clear();
    put(rule.sets[0], from);
    put(rule.sets[1], to);
    put(rule.sets[2], avoided);
    return shortest(rule.needed);
  }
  // With the way from what was visited to the beginning of the walk before it.
  constexpr bool walk_after(const rule_statement& rule) {
    clear();
    put(rule.sets[3], from);
    (void)shortest({});  // with nowhere to go it goes everywhere
    for (std::size_t s = 0; s < table_.states.size(); ++s) { marks_[s] = entered_by_[s] == unseen ? 0 : begun; }
    for (std::size_t s = 0; s < table_.states.size(); ++s) {
      const auto state = static_cast<std::uint16_t>(s);
      marks_[s] = marks_[s] == begun && contains(rule.sets[0], state) ? from : 0;
    }
    put(rule.sets[1], to);
    put(rule.sets[2], avoided);
    if (!shortest({})) { return false; }
    const std::size_t behind = length_;
    const std::uint16_t joint = start_;
    std::uint16_t* const rest = way_ + table_.states.size();
    for (std::size_t i = 0; i < behind; ++i) { rest[i] = way_[i]; }
    clear();
    put(rule.sets[3], from);
    marks_[joint] = static_cast<std::uint16_t>(marks_[joint] | to);
    (void)shortest({});
    for (std::size_t i = 0; i < behind; ++i) { way_[length_++] = rest[i]; }
    return true;
  }
  // The shortest walk from what is marked `from` to what is marked `to`, on which nothing is `avoided`, ends included,
  // and no row has all that is `closed`. In table order, so that every compiler finds the same walk.
  constexpr bool shortest(const sequence<sequence<requirement>>& closed) {
    std::size_t tail = 0;
    for (std::size_t s = 0; s < table_.states.size(); ++s) {
      entered_by_[s] = unseen;
      if ((marks_[s] & (from | avoided)) == from) {
        entered_by_[s] = begun;
        queue_[tail++] = static_cast<std::uint16_t>(s);
      }
    }
    for (std::size_t head = 0; head < tail; ++head) {
      const std::size_t at = queue_[head];
      if ((marks_[at] & to) != 0) {
        trace_back(at);
        return true;
      }
      for (std::size_t next = leaving_.first[at]; next != 0; next = leaving_.next[next - 1]) {
        const edge& out = table_.edges[next - 1];
        if (entered_by_[out.target] != unseen || (marks_[out.target] & avoided) != 0) { continue; }
        if (!closed.empty() && meets_each_of(row_of(out), closed)) { continue; }
        entered_by_[out.target] = static_cast<std::uint16_t>(next - 1);
        queue_[tail++] = out.target;
      }
    }
    return false;
  }
  constexpr void trace_back(std::size_t at) {
    std::size_t begin = at;
    length_ = 0;
    for (; entered_by_[begin] != begun; begin = table_.edges[entered_by_[begin]].source) { ++length_; }
    start_ = static_cast<std::uint16_t>(begin);
    for (std::size_t i = length_; i-- > 0; at = table_.edges[entered_by_[at]].source) { way_[i] = entered_by_[at]; }
  }

  const lifecycle_description& table_;
  chains leaving_;
  chains entering_;
  chains following_;
  std::uint16_t* marks_;
  std::uint16_t* entered_by_;
  std::uint16_t* queue_;
  std::uint16_t* way_;
  std::uint16_t start_ = 0;
  std::size_t length_ = 0;
};

}  // namespace detail
}  // namespace fairlead

// What `holds<Lifecycle>` asks for: all checks and all declared invariants, proved by the compiler; and `proves`, one
// of them as a bool.

namespace fairlead {

namespace checks {

/// A rule about walks names states of one region.
template <class Lifecycle, class Invariant>
struct states_of_one_region {
  static_assert(detail::never<Invariant>,
                "fairlead: no walk leads from one orthogonal region to another, so the rule named here would prove "
                "nothing; say never_together<...>, or holds_initially<...> with in both states at<...>");
};

}  // namespace checks

namespace detail {

// What rules about tables of this size need to be decided.
template <std::size_t Size>
struct search_memory {
  std::uint16_t numbers[Size];
};
template <class Lifecycle>
using search_memory_of = search_memory<rule_search::memory_for(
    reflection<Lifecycle>::state_count, reflection<Lifecycle>::event_count, reflection<Lifecycle>::edge_count)>;

// The walk against a rule whose names are there.
template <class Lifecycle, class Invariant>
constexpr auto search_for() {
  using rule = typename Invariant::rule;
  if constexpr (is_searched<rule>) {
    return Invariant::template search<Lifecycle>();
  } else {
    search_memory_of<Lifecycle> memory;
    rule_search search(description_of<Lifecycle>, memory.numbers);
    walk<2 * reflection<Lifecycle>::state_count> found{};
    found.found = search.refutes(statement_of<Lifecycle, rule>);
    if (!found.found) { return found; }
    found.start = search.start();
    for (const std::uint16_t each : search.way()) { found.edges[found.length++] = each; }
    return found;
  }
}
template <class Lifecycle, class Invariant>
struct found_walk {
  static constexpr auto value = search_for<Lifecycle, Invariant>();
};

struct judgement {
  std::size_t first;  // of the rules, the one that does not stand; their number if all do
  finding why;
};
// Whether rules stand is asked apart from saying so: in clang, a function that instantiates a failed static_assert is
// no constant any more, and every `if constexpr` on it would be one more error.
template <class Lifecycle, class... Rules>
constexpr judgement judge() {
  search_memory_of<Lifecycle> memory;
  rule_search search(description_of<Lifecycle>, memory.numbers);
  std::size_t first = 0;
  for (const rule_statement* const rule : {&statement_of<Lifecycle, typename Rules::rule>...}) {
    const finding found = search.judge(*rule);
    if (found != finding::holds) { return {first, found}; }
    ++first;
  }
  return {first, finding::holds};
}

// Kept, since clang decides what a constant of a function is each time that the function is called.
template <class Lifecycle, class... Rules>
struct judgement_of {
  static constexpr judgement value = judge<Lifecycle, Rules...>();
};

template <class Lifecycle, class... States>
constexpr bool report_states(type_list<States...>) {
  return (sizeof(checks::state_of_a_query<Lifecycle, States>) + ... + 1) > 0;
}
template <class Lifecycle, class Event>
constexpr bool report_event(std::type_identity<Event>) {
  return sizeof(checks::event_of_a_query<Lifecycle, Event>) > 0;
}
template <class Lifecycle>
constexpr bool report_event(std::type_identity<void>) {
  return true;
}
template <class Lifecycle, rule_kind Kind, class... Sets, class Event, class Needed, class Given>
constexpr bool report_names(std::type_identity<query<Kind, type_list<Sets...>, Event, Needed, Given>>) {
  return (report_states<Lifecycle>(typename sources_of<Sets>::type{}) && ...) &&
         report_event<Lifecycle>(std::type_identity<Event>{});
}
template <class Lifecycle, class Invariant, finding Why>
constexpr bool report() {
  if constexpr (Why == finding::misnamed) {
    return report_names<Lifecycle>(std::type_identity<typename Invariant::rule>{});
  } else if constexpr (Why == finding::several_regions) {
    return sizeof(checks::states_of_one_region<Lifecycle, Invariant>) > 0;
  } else {
    using path = spelled_walk<Lifecycle, found_walk<Lifecycle, Invariant>>;
    return sizeof(checks::refuted_by<rule_of<Invariant>, Lifecycle, path>) > 0;
  }
}

// Only the first failure is reported: one wrong row mostly breaks several rules along one path.
template <class Lifecycle>
constexpr bool all_proved(prove<>) {
  return true;
}
template <class Lifecycle, class... Invariants>
constexpr bool all_proved(prove<Invariants...>) {
  using found = judgement_of<Lifecycle, Invariants...>;
  if constexpr (found::value.why == finding::holds) {
    return true;
  } else {
    return report<Lifecycle, type_at<found::value.first, type_list<Invariants...>>, found::value.why>();
  }
}

template <class Lifecycle, bool Anew>
constexpr bool lifecycle_holds() {
  using transitions = transitions_of<Lifecycle>;
  if constexpr (std::is_void_v<transitions>) {
    return false;  // that is said already
  } else if constexpr (!well_formed(std::type_identity<transitions>{})) {
    return report_form<Lifecycle>(std::type_identity<transitions>{});
  } else if constexpr (!checks_hold<Lifecycle>) {
    return report_check<Lifecycle>();  // what the invariants say of such a table would only add to it
  } else if constexpr (requires { typename Lifecycle::invariants; }) {
    return all_proved<Lifecycle>(typename Lifecycle::invariants{});
  } else {
    return true;
  }
}

}  // namespace detail

/// Whether `Invariant` holds of `Lifecycle`, as a value: for tests, and for rules that are meant to fail.
template <class Lifecycle, class Invariant>
inline constexpr bool proves = detail::judge<Lifecycle, Invariant>().why == detail::finding::holds;

}  // namespace fairlead

// A lifecycle changed for a house's own needs, which keeps every invariant of the one it comes from: they are proved
// again.

namespace fairlead {

/// More rows.
template <class... Rows>
struct add {};

/// In the pattern of `drop`: any event, or any target.
struct anything {};

/// Without the rows from `Source`, on `Event`, to `Target` (`stay` for those that stay). Of a row with `any_of<...>`
/// only `Source` is taken out. At least one row must match.
template <class Source, class Event = anything, class Target = anything>
struct drop {};

/// What led from `Before` to `After` leads to `State` instead, and `Event` leads on from there to `After`.
template <class Before, class State, class After, class Event>
struct insert_between {};

/// `New` in place of the state or event `Old`, in rows, invariants, regions and outcomes. An event's guards and actions
/// must go on taking it: let it derive from the old one.
template <class Old, class New>
struct rename {};

/// `New` in place of the guard `Old`, in all rows of `Event` (or of any). Invariants that ask for `Old` ask for `New`.
template <class Old, class New, class Event = anything>
struct replace_guard {};

/// Lifts `Invariant`, which must be one of the lifecycle's. The evidence says that it was lifted.
template <class Invariant>
struct waive {};

namespace checks {

/// An amendment changes something.
template <class Lifecycle, class Amendment, bool Changes>
struct amendment_applies {
  static_assert(
      Changes,
      "fairlead: amend<...>: the amendment named here changes nothing: no row, state, guard or invariant of the "
      "lifecycle fits it");
};

}  // namespace checks

namespace detail {

template <class... Lists>
struct concatenated {
  using type = type_list<>;
};
template <class... T>
struct concatenated<type_list<T...>> {
  using type = type_list<T...>;
};
template <class... A, class... B, class... Rest>
struct concatenated<type_list<A...>, type_list<B...>, Rest...> : concatenated<type_list<A..., B...>, Rest...> {};

// `New` for `Old`, as deep as templates over types go.
template <class T, class Old, class New>
struct replaced {
  using type = T;
};
template <class Old, class New>
struct replaced<Old, Old, New> {
  using type = New;
};
template <template <class...> class Template, class... Arguments, class Old, class New>
  requires(!std::is_same_v<Template<Arguments...>, Old>)
struct replaced<Template<Arguments...>, Old, New> {
  using type = Template<typename replaced<Arguments, Old, New>::type...>;
};
template <class Invariant, class Old, class New>
using renamed_invariant = typename replaced<rule_of<Invariant>, Old, New>::type;

template <class Pattern, class T>
inline constexpr bool fits = std::is_same_v<Pattern, anything> || std::is_same_v<Pattern, T>;

// What an amendment makes of one row, and of one invariant. By default: nothing changes.
template <class Amendment>
struct amendment {
  template <class Row>
  struct of_row {
    using type = type_list<Row>;
  };
  template <class Invariant>
  using of_invariant = type_list<Invariant>;
  using more_rows = type_list<>;
};

template <class... Rows>
struct amendment<add<Rows...>> : amendment<void> {
  using more_rows = type_list<Rows...>;
};

template <class Source, class... States>
using without =
    typename concatenated<std::conditional_t<std::is_same_v<Source, States>, type_list<>, type_list<States>>...>::type;
template <class Event, class Target, class List, class... Clauses>
struct row_from;
template <class Event, class Target, class... States, class... Clauses>
struct row_from<Event, Target, type_list<States...>, Clauses...> {
  using type = type_list<row<any_of<States...>, Event, Target, Clauses...>>;
};
template <class Event, class Target, class... Clauses>
struct row_from<Event, Target, type_list<>, Clauses...> {
  using type = type_list<>;
};

template <class Source, class Event, class Target>
struct amendment<drop<Source, Event, Target>> : amendment<void> {
  template <class Row>
  struct of_row;
  template <class From, class On, class To, class... Clauses>
  struct of_row<row<From, On, To, Clauses...>> {
    using type = std::conditional_t<fits<Event, On> && fits<Target, To> && std::is_same_v<Source, From>, type_list<>,
                                    type_list<row<From, On, To, Clauses...>>>;
  };
  template <class... States, class On, class To, class... Clauses>
    requires(fits<Event, On>&& fits<Target, To> && (std::is_same_v<Source, States> || ...))
  struct of_row<row<any_of<States...>, On, To, Clauses...>> : row_from<On, To, without<Source, States...>, Clauses...> {
  };
};

template <class Before, class State, class After, class Event>
struct amendment<insert_between<Before, State, After, Event>> : amendment<void> {
  template <class Row>
  struct of_row {
    using type = type_list<Row>;
  };
  template <class On, class... Clauses>
  struct of_row<row<Before, On, After, Clauses...>> {
    using type = type_list<row<Before, On, State, Clauses...>>;
  };
  template <class... States, class On, class... Clauses>
    requires(std::is_same_v<Before, States> || ...)
  struct of_row<row<any_of<States...>, On, After, Clauses...>> {
    using type =
        typename concatenated<type_list<row<Before, On, State, Clauses...>>,
                              typename row_from<On, After, without<Before, States...>, Clauses...>::type>::type;
  };
  using more_rows = type_list<row<State, Event, After>>;
};

template <class Old, class New>
struct amendment<rename<Old, New>> : amendment<void> {
  template <class Row>
  struct of_row {
    using type = type_list<typename replaced<Row, Old, New>::type>;
  };
  template <class Invariant>
  using of_invariant = type_list<renamed_invariant<Invariant, Old, New>>;
};

template <class Old, class New, class Event>
struct amendment<replace_guard<Old, New, Event>> : amendment<void> {
  template <class Row>
  struct of_row {
    using type = type_list<Row>;
  };
  template <class From, class On, class To, class... Clauses>
    requires fits<Event, On>
  struct of_row<row<From, On, To, Clauses...>> {
    using type = type_list<row<From, On, To, typename replaced<Clauses, Old, New>::type...>>;
  };
  template <class Invariant>
  using of_invariant = type_list<renamed_invariant<Invariant, Old, New>>;
};

template <class Invariant>
struct amendment<waive<Invariant>> : amendment<void> {
  template <class Other>
  using of_invariant = std::conditional_t<std::is_same_v<Invariant, Other>, type_list<>, type_list<Other>>;
};

// A lifecycle on its way through its amendments.
template <class Rows, class Invariants>
struct amended {
  using rows = Rows;
  using invariants = Invariants;
};

template <class Lifecycle, class State, class Amendment>
struct amended_once;
template <class Lifecycle, class... Rows, class... Invariants, class Amendment>
struct amended_once<Lifecycle, amended<type_list<Rows...>, type_list<Invariants...>>, Amendment> {
  using how = amendment<Amendment>;
  using changed_rows = typename concatenated<typename how::template of_row<Rows>::type...>::type;
  using rows = typename concatenated<changed_rows, typename how::more_rows>::type;
  using invariants = typename concatenated<typename how::template of_invariant<Invariants>...>::type;
  using type = amended<rows, invariants>;
  static constexpr bool applies = !std::is_same_v<type, amended<type_list<Rows...>, type_list<Invariants...>>>;
  static_assert(sizeof(checks::amendment_applies<Lifecycle, Amendment, applies>) > 0);
};

template <class Lifecycle, class State, class... Amendments>
struct amended_by {
  using type = State;
};
template <class Lifecycle, class State, class First, class... Rest>
struct amended_by<Lifecycle, State, First, Rest...>
    : amended_by<Lifecycle, typename amended_once<Lifecycle, State, First>::type, Rest...> {};

template <class... Rows>
type_list<Rows...> list_of(table<Rows...>);
template <class... Invariants>
type_list<Invariants...> list_of(prove<Invariants...>);
template <class... Rows>
table<Rows...> table_from(type_list<Rows...>);
template <class... Invariants>
prove<Invariants...> prove_from(type_list<Invariants...>);

template <class Lifecycle>
struct invariants_of {
  using type = type_list<>;
};
template <class Lifecycle>
  requires requires { typename Lifecycle::invariants; }
struct invariants_of<Lifecycle> {
  using type = decltype(list_of(typename Lifecycle::invariants{}));
};

template <class T, class Amendment>
struct renamed_by {
  using type = T;
};
template <class T, class Old, class New>
struct renamed_by<T, rename<Old, New>> : replaced<T, Old, New> {};
template <class T, class... Amendments>
struct renamed_by_all {
  using type = T;
};
template <class T, class First, class... Rest>
struct renamed_by_all<T, First, Rest...> : renamed_by_all<typename renamed_by<T, First>::type, Rest...> {};

// What a lifecycle declares beside its rows, with the states renamed.
template <class Lifecycle, class... Amendments>
struct with_regions : Lifecycle {};
template <class Lifecycle, class... Amendments>
  requires requires { typename Lifecycle::regions; }
struct with_regions<Lifecycle, Amendments...> : Lifecycle {
  using regions = typename renamed_by_all<typename Lifecycle::regions, Amendments...>::type;
};
template <class Lifecycle, class... Amendments>
struct with_outcomes : with_regions<Lifecycle, Amendments...> {};
template <class Lifecycle, class... Amendments>
  requires requires { typename Lifecycle::outcomes; }
struct with_outcomes<Lifecycle, Amendments...> : with_regions<Lifecycle, Amendments...> {
  using outcomes = typename renamed_by_all<typename Lifecycle::outcomes, Amendments...>::type;
};

template <class Amendment>
struct waived_by {
  using type = type_list<>;
};
template <class Invariant>
struct waived_by<waive<Invariant>> {
  using type = type_list<Invariant>;
};

}  // namespace detail

/// `Lifecycle` with `Amendments`, applied from left to right: `struct ours : amend<theirs, add<row<...>>, drop<...>>
/// {};`. States, events, data and names are those of `Lifecycle`; give the new one a `name` of its own. It has the
/// invariants of `Lifecycle`, but for those that `waive<>` lifts, and `holds<>` proves them again.
template <class Lifecycle, class... Amendments>
struct amend : detail::with_outcomes<Lifecycle, Amendments...> {
private:
  using result =
      typename detail::amended_by<Lifecycle,
                                  detail::amended<decltype(detail::list_of(typename Lifecycle::transitions{})),
                                                  typename detail::invariants_of<Lifecycle>::type>,
                                  Amendments...>::type;

public:
  using transitions = decltype(detail::table_from(typename result::rows{}));
  using invariants = decltype(detail::prove_from(typename result::invariants{}));
  /// The invariants that were lifted here, as a `prove<>`.
  using waived = decltype(detail::prove_from(
      typename detail::concatenated<typename detail::waived_by<Amendments>::type...>::type{}));
};

}  // namespace fairlead

// The product of several lifecycles: how a composition is written, and which combinations of states it can reach. What
// can be asked of it is compose.hpp.

namespace fairlead {

/// In the rules of a composition: the state or event `T` of the member at position `Member`. Only needed where two
/// members run one lifecycle; a bare `T` means the first member that has it.
template <std::size_t Member, class T>
struct of {};

/// In the rules of a composition: `Event` by the rows that lead to `Target`, and not by its others.
template <class Event, class Target>
struct reaching {};

/// `Event` happens only while each of `States` (of other members) is current.
template <class Event, class... States>
struct given {};

/// `Event` happens only while none of `States` (of other members) is current.
template <class Event, class... States>
struct unless {};

/// `First` and `Second`, events of two members, happen at one moment or not at all.
template <class First, class Second>
struct jointly {};

/// The rules of a composition: `using rules = composition_rules<given<...>, jointly<...>>;`.
template <class... Rules>
struct composition_rules {};

/// A composition: `struct site : compose<environment, deploy_gate> { using invariants = prove<...>; };`. One member
/// steps at a time, unless a rule says otherwise. `in<State>` of a member that is here is exact; every other guard
/// counts as free. Its states are the reachable combinations, at most 4,096 (what compilers explore within their
/// default limits).
template <class... Members>
struct compose {
  using members = detail::type_list<Members...>;
};

namespace detail {

inline constexpr std::size_t any_target = static_cast<std::size_t>(-1);

struct located {
  std::size_t member;
  std::size_t position;             // of the state or event in its member
  std::size_t target = any_target;  // of an event: only rows that lead to this state
};

template <class Member, class T>
constexpr std::size_t position_in() {
  if constexpr (has_state<Member, T>) {
    return position_of_state<Member, T>;
  } else {
    return position_of_event<Member, T>;
  }
}
template <class... Members, class T>
constexpr located locate(type_list<Members...>, std::type_identity<T>) {
  constexpr std::array<bool, sizeof...(Members)> has{(has_state<Members, T> || has_event<Members, T>)...};
  constexpr std::array<std::size_t, sizeof...(Members)> at{position_in<Members, T>()...};
  std::size_t m = 0;
  while (m < has.size() && !has[m]) { ++m; }
  return {m, m < has.size() ? at[m] : 0};
}
template <class... Members, std::size_t Member, class T>
constexpr located locate(type_list<Members...>, std::type_identity<of<Member, T>>) {
  return {Member, position_in<type_at<Member, type_list<Members...>>, T>()};
}

template <class... Members, class Event, class Target>
constexpr located locate(type_list<Members...> list, std::type_identity<reaching<Event, Target>>) {
  constexpr located event = locate(type_list<Members...>{}, std::type_identity<Event>{});
  return {event.member, event.position, position_of_state<type_at<event.member, decltype(list)>, Target>};
}

struct rule_data {
  bool joint = false;
  located event{};
  located other{};                  // of jointly: the second event
  std::array<located, 8> states{};  // of given and unless
  std::size_t count = 0;
  bool barred = false;  // of unless: the states keep the event from happening
};
template <class List, class Rule>
struct rule_of_composition;
template <class List, class Event, class... States>
struct rule_of_composition<List, given<Event, States...>> {
  static_assert(sizeof...(States) <= 8, "fairlead: given<Event, States...> takes eight states at most");
  static constexpr rule_data value{false,
                                   locate(List{}, std::type_identity<Event>{}),
                                   {},
                                   {locate(List{}, std::type_identity<States>{})...},
                                   sizeof...(States)};
};
template <class List, class Event, class... States>
struct rule_of_composition<List, unless<Event, States...>> {
  static_assert(sizeof...(States) <= 8, "fairlead: unless<Event, States...> takes eight states at most");
  static constexpr rule_data value{false,
                                   locate(List{}, std::type_identity<Event>{}),
                                   {},
                                   {locate(List{}, std::type_identity<States>{})...},
                                   sizeof...(States),
                                   true};
};
template <class List, class First, class Second>
struct rule_of_composition<List, jointly<First, Second>> {
  static constexpr rule_data value{
      true, locate(List{}, std::type_identity<First>{}), locate(List{}, std::type_identity<Second>{}), {}, 0};
};
template <class List, class... Rules>
constexpr auto all_rules(composition_rules<Rules...>) {
  return std::array<rule_data, sizeof...(Rules)>{rule_of_composition<List, Rules>::value...};
}
template <class Composition>
constexpr auto rules_of_composition() {
  if constexpr (requires { typename Composition::rules; }) {
    return all_rules<typename Composition::members>(typename Composition::rules{});
  } else {
    return std::array<rule_data, 0>{};
  }
}

inline constexpr std::size_t most_product_states = 4096;
inline constexpr std::uint16_t not_reached = 0xffff;

// One member's step: which member, which of its edges.
struct member_step {
  std::uint8_t member = 0;
  std::uint16_t edge = 0;
};

template <class Composition, class List>
class product;

// The product of the members' states, one number each, and the steps between them.
template <class Composition, class... Members>
class product<Composition, type_list<Members...>> {
public:
  static constexpr std::size_t count = sizeof...(Members);
  static constexpr std::array<const lifecycle_description*, count> members{&description_of<Members>...};
  static constexpr std::array<std::size_t, count> sizes{reflection<Members>::state_count...};
  static constexpr std::size_t total = (reflection<Members>::state_count * ... * 1);
  static_assert(
      total <= most_product_states,
      "fairlead: compose<...>: more than 4,096 combinations of states; prove it of fewer members at a time, or "
      "explore it in a test");
  static_assert(((reflection<Members>::region_count == 1) && ...),
                "fairlead: a member of a composition has one region; make its orthogonal regions members of their own");
  static constexpr auto rules = rules_of_composition<Composition>();

  struct step_from {
    member_step how;
    std::size_t target;
  };

  static constexpr std::size_t current(std::size_t state, std::size_t member) {
    return state / strides.of[member] % sizes[member];
  }
  static constexpr std::size_t moved(std::size_t state, std::size_t member, std::size_t to) {
    return state + to * strides.of[member] - current(state, member) * strides.of[member];
  }
  static constexpr std::size_t begin() {
    constexpr std::array<std::size_t, count> first{initial_state_of<Members>...};
    std::size_t state = 0;
    for (std::size_t m = 0; m < count; ++m) { state = moved(state, m, first[m]); }
    return state;
  }

  // Whether the edge of a member can be taken in `state`, as far as the other members decide it.
  static constexpr bool possible(std::size_t state, std::size_t member, const edge& e) {
    for (const guard_description& guard : members[member]->rows[e.row].guards) {
      if (!guard.scope.empty() && !answered(state, guard)) { return false; }
    }
    for (const rule_data& rule : rules) {
      if (rule.joint || !is(rule.event, member, e)) { continue; }
      for (std::size_t i = 0; i < rule.count; ++i) {
        if ((current(state, rule.states[i].member) == rule.states[i].position) == rule.barred) { return false; }
      }
    }
    return true;
  }

  // Calls `visit(step_from)` for every step out of `state`. Plain arrays, since clang counts every call against its
  // limit.
  template <class Visit>
  static constexpr void each_step(std::size_t state, Visit visit) {
    std::size_t rest = state;
    for (std::size_t m = 0; m < count; ++m) {
      const std::size_t here = rest % strides.size[m];
      rest /= strides.size[m];
      for (std::size_t i = outgoing.first[m][here]; i < outgoing.first[m][here + 1]; ++i) {
        const way& out = outgoing.ways[m][i];
        const member_step how{static_cast<std::uint8_t>(m), out.edge};
        if (out.free) {
          visit(step_from{how, state + out.target * strides.of[m] - here * strides.of[m]});
        } else {
          each_conditional_step(state, how, visit);
        }
      }
    }
  }

private:
  struct radix {
    std::size_t of[count]{};
    std::size_t size[count]{};
  };
  static constexpr radix strides = [] {
    radix result{};
    std::size_t stride = 1;
    for (std::size_t m = 0; m < count; ++m) {
      result.of[m] = stride;
      result.size[m] = sizes[m];
      stride *= sizes[m];
    }
    return result;
  }();

  template <class Visit>
  static constexpr void each_conditional_step(std::size_t state, const member_step& how, Visit& visit) {
    const std::size_t m = how.member;
    const edge& e = members[m]->edges[how.edge];
    if (!possible(state, m, e)) { return; }
    bool tied = false;
    for (const rule_data& rule : rules) {
      if (!rule.joint) { continue; }
      tied = tied || is(rule.other, m, e) || is(rule.event, m, e);
      // Of the two, the first takes the other along.
      if (is(rule.event, m, e)) { join(moved(state, m, e.target), state, rule.other, how, visit); }
    }
    if (!tied) { visit(step_from{how, moved(state, m, e.target)}); }
  }
  // True if neither another member nor a rule has a say in it.
  static constexpr bool is_free(std::size_t member, const edge& e) {
    for (const guard_description& guard : members[member]->rows[e.row].guards) {
      if (!guard.scope.empty()) { return false; }
    }
    for (const rule_data& rule : rules) {
      if (is(rule.event, member, e) || (rule.joint && is(rule.other, member, e))) { return false; }
    }
    return true;
  }
  static constexpr bool is(const located& event, std::size_t member, const edge& e) {
    return event.member == member && event.position == e.event &&
           (event.target == any_target || event.target == e.target);
  }
  template <class Visit>
  static constexpr void join(std::size_t halfway, std::size_t state, const located& other, member_step how,
                             Visit& visit) {
    const std::size_t there = current(state, other.member);
    for (const edge& e : members[other.member]->edges) {
      if (e.source == there && is(other, other.member, e) && possible(state, other.member, e)) {
        visit(step_from{how, moved(halfway, other.member, e.target)});
      }
    }
  }
  static constexpr bool answered(std::size_t state, const guard_description& guard) {
    for (std::size_t m = 0; m < count; ++m) {
      for (std::size_t s = 0; s < sizes[m]; ++s) {
        if (members[m]->states[s] == guard.value) { return (current(state, m) == s) != guard.negated; }
      }
      if (members[m]->states[0]->scope == guard.scope) { return guard.negated; }  // a state that stands nowhere
    }
    return true;  // a sibling that is not here may be in any state
  }

  static constexpr std::size_t most_edges = std::max({reflection<Members>::edge_count..., std::size_t{1}});
  static constexpr std::size_t most_states = std::max({reflection<Members>::state_count...});
  struct way {
    std::uint16_t edge;
    std::uint16_t target;
    bool free;
  };
  struct adjacency {
    way ways[count][most_edges]{};
    std::size_t first[count][most_states + 1]{};
  };
  static constexpr adjacency outgoing = [] {
    adjacency result{};
    for (std::size_t m = 0; m < count; ++m) {
      std::size_t next = 0;
      for (std::size_t s = 0; s < sizes[m]; ++s) {
        result.first[m][s] = next;
        for (std::size_t e = 0; e < members[m]->edges.size(); ++e) {
          const edge& out = members[m]->edges[e];
          if (out.source == s) {
            result.ways[m][next++] = {static_cast<std::uint16_t>(e), out.target, is_free(m, out)};
          }
        }
      }
      result.first[m][sizes[m]] = next;
    }
    return result;
  }();
};

template <class Composition>
using product_of = product<Composition, typename Composition::members>;

// All that can be reached, breadth first, and how.
template <class Composition>
struct exploration {
  using space = product_of<Composition>;
  struct reached {
    std::uint16_t order[space::total]{};
    std::uint16_t from[space::total]{};
    member_step by[space::total]{};
    std::size_t count = 0;
  };
  static constexpr reached all = [] {
    reached result{};
    for (auto& each : result.from) { each = not_reached; }
    const std::size_t begin = space::begin();
    result.order[result.count++] = static_cast<std::uint16_t>(begin);
    result.from[begin] = static_cast<std::uint16_t>(begin);
    for (std::size_t head = 0; head < result.count; ++head) {
      const std::size_t at = result.order[head];
      space::each_step(at, [&](const typename space::step_from& step) {
        if (result.from[step.target] != not_reached) { return; }
        result.from[step.target] = static_cast<std::uint16_t>(at);
        result.by[step.target] = step.how;
        result.order[result.count++] = static_cast<std::uint16_t>(step.target);
      });
    }
    return result;
  }();
};

}  // namespace detail
}  // namespace fairlead

// Several lifecycles side by side, with the guards that ask about each other taken exactly: rules that no single
// lifecycle can state about itself, proved over the product of their states.

namespace fairlead {

namespace detail {

// A way to a product state, and one more step where a step is what is wrong.
struct product_walk {
  bool found = false;
  std::size_t end = 0;
  bool one_more = false;
  member_step last{};
};

template <class Composition>
constexpr std::size_t length_of(std::size_t end) {
  using space = product_of<Composition>;
  std::size_t length = 0;
  for (std::size_t s = end; s != space::begin(); s = exploration<Composition>::all.from[s]) { ++length; }
  return length;
}
template <class Composition>
constexpr member_step step_at(std::size_t end, std::size_t index, std::size_t length) {
  std::size_t s = end;
  for (std::size_t i = length; i-- > index + 1;) { s = exploration<Composition>::all.from[s]; }
  return exploration<Composition>::all.by[s];
}
template <class Composition, std::size_t Member, std::size_t Edge>
auto spelled_step() {
  using table = reflection<type_at<Member, typename Composition::members>>;
  constexpr edge e = table::edges[Edge];
  return step<typename table::template state_at<e.source>, typename table::template event_at<e.event>>{};
}

}  // namespace detail

namespace checks {

/// A composition asks something of its members.
template <class Composition, bool CanBeRead>
struct composition_can_be_read {
  static_assert(CanBeRead,
                "fairlead: a composition needs `using invariants = prove<...>;`, public, and its rules, if it has any, "
                "are `using rules = composition_rules<...>;`; those of the one named here are not");
};

/// What the rules and invariants of a composition name stands in its members.
template <class Composition, class Rule>
struct names_of_a_composition {
  static_assert(detail::never<Rule>,
                "fairlead: compose<...>: the type named here is no rule about compositions, or names a state or event "
                "that stands in no member's table (for of<N, ...>, not in member N); it would mean nothing");
};

}  // namespace checks

/// The end of a counterexample of a composition: the current state of every member.
template <class... States>
struct reaches_together {};

namespace detail {

template <class Composition, std::size_t End, std::size_t... Member>
auto spelled_end(std::index_sequence<Member...>) {
  using space = product_of<Composition>;
  return reaches_together<typename reflection<type_at<Member, typename Composition::members>>::template state_at<
      space::current(End, Member)>...>{};
}
template <class Composition, class Holder, std::size_t... I>
auto spell_product(std::index_sequence<I...>) {
  constexpr product_walk walk = Holder::value;
  constexpr std::size_t length = sizeof...(I);
  using end = decltype(spelled_end<Composition, walk.end>(std::make_index_sequence<product_of<Composition>::count>{}));
  if constexpr (walk.one_more) {
    return counterexample<Composition,
                          decltype(spelled_step<Composition, step_at<Composition>(walk.end, I, length).member,
                                                step_at<Composition>(walk.end, I, length).edge>())...,
                          end, decltype(spelled_step<Composition, walk.last.member, walk.last.edge>())>{};
  } else {
    return counterexample<Composition,
                          decltype(spelled_step<Composition, step_at<Composition>(walk.end, I, length).member,
                                                step_at<Composition>(walk.end, I, length).edge>())...,
                          end>{};
  }
}

// The first reached state, in breadth-first order, for which `broken` holds.
template <class Composition, class Predicate>
constexpr product_walk first_state(Predicate broken) {
  const auto& all = exploration<Composition>::all;
  for (std::size_t i = 0; i < all.count; ++i) {
    if (broken(all.order[i])) { return {true, all.order[i], false, {}}; }
  }
  return {};
}
// The first step for which `broken` holds.
template <class Composition, class Predicate>
constexpr product_walk first_step(Predicate broken) {
  using space = product_of<Composition>;
  const auto& all = exploration<Composition>::all;
  product_walk result{};
  for (std::size_t i = 0; i < all.count && !result.found; ++i) {
    space::each_step(all.order[i], [&](const typename space::step_from& step) {
      if (!result.found && broken(all.order[i], step.how)) { result = {true, all.order[i], true, step.how}; }
    });
  }
  return result;
}

}  // namespace detail

namespace detail {

template <class Composition, class... States>
struct search_composition {
  static constexpr product_walk result() {
    constexpr std::array<located, sizeof...(States)> wanted{
        locate(typename Composition::members{}, std::type_identity<States>{})...};
    return first_state<Composition>([&](std::size_t state) {
      for (const located& each : wanted) {
        if (product_of<Composition>::current(state, each.member) != each.position) { return false; }
      }
      return true;
    });
  }
};

}  // namespace detail

namespace detail {

// Whether every one of `States` (each a state, or any_of<states...>) is current in a product state.
template <class Composition, class... States>
constexpr bool holds_one_of(std::size_t state, type_list<States...>) {
  using space = product_of<Composition>;
  constexpr std::array<located, sizeof...(States)> wanted{
      locate(typename Composition::members{}, std::type_identity<States>{})...};
  for (const located& each : wanted) {
    if (space::current(state, each.member) == each.position) { return true; }
  }
  return false;
}

}  // namespace detail

/// Wherever the composition is, a way leads on to where all of `States` are current: nothing gets stuck for good. Each
/// is a state, or `any_of<states...>`.
template <class... States>
struct always_possible {
  /// The shortest way to where there is none, if there is one.
  template <class Composition>
  static constexpr detail::product_walk search_together() {
    using space = detail::product_of<Composition>;
    const auto& all = detail::exploration<Composition>::all;
    std::array<bool, space::total> good{};
    for (bool grew = true; grew;) {
      grew = false;
      for (std::size_t i = all.count; i-- > 0;) {  // from the far end, since ways mostly lead there
        const std::size_t at = all.order[i];
        if (good[at]) { continue; }
        bool now = (detail::holds_one_of<Composition>(at, typename detail::sources_of<States>::type{}) && ...);
        if (!now) {
          space::each_step(at, [&](const typename space::step_from& step) { now = now || good[step.target]; });
        }
        good[at] = now;
        grew = grew || now;
      }
    }
    return detail::first_state<Composition>([&](std::size_t state) { return !good[state]; });
  }
  template <class Composition, class Counterexample>
  struct refuted_by {
    static_assert(
        detail::never<Counterexample>,
        "fairlead: always_possible<States...> does not hold: from the end of the counterexample no way leads to where "
        "they all are current");
  };
};

/// While `State` is current, `Event` of another member does not fire, unless by a row that carries `Guard` (or, for
/// `any_of<guards...>`, one of them). Without guard: not at all.
template <class Event, class State, class Guard = any_of<>>
struct never_fires_while {
  /// The shortest way to a step that breaks the rule, if there is one.
  template <class Composition>
  static constexpr detail::product_walk search_together() {
    using space = detail::product_of<Composition>;
    constexpr detail::located event = detail::locate(typename Composition::members{}, std::type_identity<Event>{});
    constexpr detail::located held = detail::locate(typename Composition::members{}, std::type_identity<State>{});
    return detail::first_step<Composition>([&](std::size_t state, const detail::member_step& how) {
      const edge& e = space::members[how.member]->edges[how.edge];
      return how.member == event.member && e.event == event.position &&
             space::current(state, held.member) == held.position &&
             !detail::meets(space::members[how.member]->rows[e.row], typename detail::sources_of<Guard>::type{});
    });
  }
  template <class Composition, class Counterexample>
  struct refuted_by {
    static_assert(
        detail::never<Counterexample>,
        "fairlead: never_fires_while<Event, State, Guard> does not hold: at the end of the counterexample Event fires "
        "while State is current, without Guard");
  };
};

namespace detail {

template <class Composition, class Invariant>
struct found_together {
  static constexpr product_walk value = Invariant::template search_together<Composition>();
};
template <class Composition, class Invariant>
constexpr bool report_together() {
  using found = found_together<Composition, Invariant>;
  if constexpr (found::value.found) {
    using path = decltype(spell_product<Composition, found>(
        std::make_index_sequence<length_of<Composition>(found::value.end)>{}));
    return sizeof(typename Invariant::template refuted_by<Composition, path>) > 0;
  } else {
    return true;
  }
}
// Whether what a rule of a composition names (a state, an event, of<N, ...>, reaching<...>, any_of<...>) stands in it.
template <class List, class T>
inline constexpr bool stands_in = false;
template <class... Members, class T>
inline constexpr bool stands_in<type_list<Members...>, T> = ((has_state<Members, T> || has_event<Members, T>) || ...);
template <class... Members, class... States>
inline constexpr bool stands_in<type_list<Members...>, any_of<States...>> = (stands_in<type_list<Members...>, States> &&
                                                                             ...);
template <class... Members, std::size_t Member, class T>
inline constexpr bool stands_in<type_list<Members...>, of<Member, T>> = [] {
  if constexpr (Member < sizeof...(Members)) {
    return stands_in<type_list<type_at<Member, type_list<Members...>>>, T>;
  } else {
    return false;
  }
}();
template <class... Members, class Event, class Target>
inline constexpr bool stands_in<type_list<Members...>, reaching<Event, Target>> =
    ((has_event<Members, Event> && has_state<Members, Target>) || ...);
template <class... Members, std::size_t Member, class Event, class Target>
inline constexpr bool stands_in<type_list<Members...>, reaching<of<Member, Event>, Target>> =
    stands_in<type_list<Members...>, of<Member, Event>>&& stands_in<type_list<Members...>, of<Member, Target>>;

// Whether `Rule` is a rule about compositions, and all that it names stands in this one.
template <class List, class Rule>
inline constexpr bool names_stand_in = false;
template <class List, class... Names>
inline constexpr bool names_stand_in<List, given<Names...>> = (stands_in<List, Names> && ...);
template <class List, class... Names>
inline constexpr bool names_stand_in<List, unless<Names...>> = (stands_in<List, Names> && ...);
template <class List, class... Names>
inline constexpr bool names_stand_in<List, jointly<Names...>> = (stands_in<List, Names> && ...);
template <class List, class... Names>
inline constexpr bool names_stand_in<List, never_together<Names...>> = (stands_in<List, Names> && ...);
template <class List, class... Names>
inline constexpr bool names_stand_in<List, always_possible<Names...>> = (stands_in<List, Names> && ...);
template <class List, class Event, class State, class Guard>
inline constexpr bool names_stand_in<List, never_fires_while<Event, State, Guard>> =
    stands_in<List, Event>&& stands_in<List, State>;

template <class List, class... Rules>
constexpr std::size_t first_misnamed(type_list<Rules...>) {
  return first_false({names_stand_in<List, Rules>..., false});
}
template <class... Rules>
type_list<Rules...> list_of_rules(composition_rules<Rules...>);
template <class Composition>
struct rules_of {
  using type = type_list<>;
};
template <class Composition>
  requires requires { typename Composition::rules; }
struct rules_of<Composition> {
  using type = decltype(list_of_rules(typename Composition::rules{}));
};

// Says which rule or invariant names what is not there.
template <class Composition, class List>
constexpr bool report_names_together() {
  constexpr std::size_t first = first_misnamed<typename Composition::members>(List{});
  return sizeof(checks::names_of_a_composition<Composition, type_at<first, List>>) > 0;
}
template <class Composition>
constexpr bool has_readable_rules() {
  if constexpr (requires { typename Composition::rules; }) {
    return is_made_of<composition_rules, typename Composition::rules>;
  } else {
    return true;
  }
}
template <class Composition, class... Invariants>
constexpr bool all_together(std::type_identity<prove<Invariants...>>) {
  using members = typename Composition::members;
  using rules = typename rules_of<Composition>::type;
  using invariants = type_list<Invariants...>;
  if constexpr (first_misnamed<members>(rules{}) < rules::size) {
    return report_names_together<Composition, rules>();
  } else if constexpr (first_misnamed<members>(invariants{}) < invariants::size) {
    return report_names_together<Composition, invariants>();
  } else {
    return (report_together<Composition, Invariants>() && ...);
  }
}
template <class Composition, class Other>
constexpr bool all_together(std::type_identity<Other>) {
  return sizeof(checks::composition_can_be_read<Composition, false>) > 0;
}
template <class Composition>
constexpr bool composition_holds() {
  using invariants = typename declared_invariants<Composition>::type;
  return all_together<Composition>(
      std::type_identity<std::conditional_t<has_readable_rules<Composition>(), invariants, void>>{});
}

}  // namespace detail

/// True, or it does not compile: every invariant of the composition holds.
template <class Composition>
inline constexpr bool holds_together = detail::composition_holds<Composition>();

/// Whether `Invariant` holds of the composition, as a value.
template <class Composition, class Invariant>
inline constexpr bool proves_together = !detail::found_together<Composition, Invariant>::value.found;

/// How many combinations of states can be reached.
template <class Composition>
inline constexpr std::size_t reachable_combinations = detail::exploration<Composition>::all.count;

}  // namespace fairlead

// A lifecycle as text that Mermaid, Graphviz or PlantUML draws, with the current states marked. Byte-stable: it diffs
// in a review.

namespace fairlead {

/// The languages that `diagram` speaks.
enum class diagram_format : std::uint8_t { mermaid, graphviz, plantuml };

namespace detail {

using highlighted = std::vector<std::string_view>;

inline bool is_among(std::string_view name, const highlighted& names) {
  for (const std::string_view each : names) {
    if (each == name) { return true; }
  }
  return false;
}

// "event [guard, guard] / action, action"
inline std::string label_of(const lifecycle_description& lifecycle, const edge& e) {
  const row_description& row = lifecycle.rows[e.row];
  std::string text(lifecycle.events[e.event]->name);
  std::string_view separator = " [";
  for (const guard_description& guard : row.guards) {
    text.append(separator).append(guard.name);
    separator = ", ";
  }
  if (!row.guards.empty()) { text += ']'; }
  separator = " / ";
  for (const action_description& action : row.actions) {
    text.append(separator).append(action.name);
    separator = ", ";
  }
  return text;
}

// Ids are s0, s1, ...: names such as `note` or `class`, and `::` and `-`, are words of the renderers' own.
inline std::string id_of(std::size_t state) { return "s" + std::to_string(state); }

inline std::string escaped(std::string_view text, std::string_view backslashed, bool entities) {
  std::string result;
  for (const char c : text) {
    if (entities && (c == '"' || c == ';' || c == '#')) {
      result += c == '"' ? "#quot;" : (c == ';' ? "#59;" : "#35;");
      continue;
    }
    if (backslashed.find(c) != std::string_view::npos) { result += '\\'; }
    result += c;
  }
  return result;
}

// The lines that Mermaid and PlantUML have in common. Both draw regions as parts of one state, parted by "--".
// `quoted` makes a text safe; `marked(s)` is what follows the declaration of a state.
template <class Quoted, class Marked>
std::string state_lines(const lifecycle_description& lifecycle, const std::string& indent, Quoted quoted,
                        Marked marked) {
  const auto& states = lifecycle.states;
  const bool parted = lifecycle.region_count > 1;
  std::string text = parted ? indent + "state \"" + quoted(lifecycle.name) + "\" as all {\n" : "";
  for (std::size_t r = 0; r < lifecycle.region_count; ++r) {
    if (r > 0) { text += indent + "--\n"; }
    const auto each_state = [&](auto line) {
      for (std::size_t s = 0; s < states.size(); ++s) {
        if (lifecycle.regions[s] == r) { line(s); }
      }
    };
    each_state([&](std::size_t s) {
      text += indent + "state \"" + quoted(states[s]->name) + "\" as " + id_of(s) + marked(s) + "\n";
    });
    each_state([&](std::size_t s) {
      if (has(states[s]->marks, legend::initial)) { text += indent + "[*] --> " + id_of(s) + "\n"; }
    });
    for (const edge& e : lifecycle.edges) {
      if (lifecycle.regions[e.source] != r) { continue; }
      text += indent + id_of(e.source) + " --> " + id_of(e.target) + " : " + quoted(label_of(lifecycle, e)) + "\n";
    }
    each_state([&](std::size_t s) {
      if (has(states[s]->marks, legend::terminal)) { text += indent + id_of(s) + " --> [*]\n"; }
    });
  }
  return text + (parted ? indent + "}\n" : "");
}

inline std::string mermaid(const lifecycle_description& lifecycle, const highlighted& highlight) {
  std::string text = "stateDiagram-v2\n";
  text += state_lines(
      lifecycle, "  ", [](std::string_view each) { return escaped(each, "", true); }, [](std::size_t) { return ""; });
  std::string current;
  for (std::size_t s = 0; s < lifecycle.states.size(); ++s) {
    if (is_among(lifecycle.states[s]->name, highlight)) { current += "  class " + id_of(s) + " current\n"; }
  }
  if (!current.empty()) {
    text += "  classDef current fill:#ffd54f,stroke:#e65100,stroke-width:3px,color:#000\n" + current;
  }
  return text;
}

inline std::string graphviz(const lifecycle_description& lifecycle, const highlighted& highlight) {
  std::string text = "digraph \"" + escaped(lifecycle.name, "\"\\", false) + "\" {\n";
  text += "  rankdir=LR;\n  node [shape=box, style=rounded];\n";
  for (std::size_t r = 0; r < lifecycle.region_count; ++r) {
    // A region is a box of its own, with a beginning of its own.
    const std::string start = "start" + (r == 0 ? std::string() : std::to_string(r));
    if (lifecycle.region_count > 1) { text += "  subgraph cluster" + std::to_string(r) + " {\n  style=dashed;\n"; }
    text += "  " + start + " [shape=point, width=0.15];\n";
    for (std::size_t s = 0; s < lifecycle.states.size(); ++s) {
      if (lifecycle.regions[s] != r) { continue; }
      const state_description& state = *lifecycle.states[s];
      text += "  " + id_of(s) + " [label=\"" + escaped(state.name, "\"\\", false) + "\"";
      if (has(state.marks, legend::terminal)) { text += ", peripheries=2"; }
      if (is_among(state.name, highlight)) { text += ", style=\"rounded,filled\", fillcolor=\"#ffd54f\", penwidth=3"; }
      text += "];\n";
      if (has(state.marks, legend::initial)) { text += "  " + start + " -> " + id_of(s) + ";\n"; }
    }
    if (lifecycle.region_count > 1) { text += "  }\n"; }
  }
  for (const edge& e : lifecycle.edges) {
    text += "  " + id_of(e.source) + " -> " + id_of(e.target) + " [label=\"" +
            escaped(label_of(lifecycle, e), "\"\\", false) + "\"];\n";
  }
  return text + "}\n";
}

// Quotation marks end a name; PlantUML takes them by their code point.
inline std::string plantuml_text(std::string_view text) {
  std::string result;
  for (const char c : text) { c == '"' ? result += "<U+0022>" : result += c; }
  return result;
}

inline std::string plantuml(const lifecycle_description& lifecycle, const highlighted& highlight) {
  const auto marked = [&](std::size_t s) { return is_among(lifecycle.states[s]->name, highlight) ? " #FFD54F" : ""; };
  return "@startuml\nhide empty description\n" + state_lines(lifecycle, "", plantuml_text, marked) + "@enduml\n";
}

}  // namespace detail

/// The picture of `lifecycle` in `format`, the states named in `highlight` marked as current ones.
/// O(edges); states and arrows in table order. Names that the lifecycle does not have are passed over.
[[nodiscard]] inline std::string diagram(const lifecycle_description& lifecycle, diagram_format format,
                                         const std::vector<std::string_view>& highlight = {}) {
  switch (format) {
    case diagram_format::mermaid:
      return detail::mermaid(lifecycle, highlight);
    case diagram_format::graphviz:
      return detail::graphviz(lifecycle, highlight);
    case diagram_format::plantuml:
      break;
  }
  return detail::plantuml(lifecycle, highlight);
}

}  // namespace fairlead

// Whether a text is UTF-8, and where not.

namespace fairlead::detail {

/// A character, or what there is of one.
struct utf8_piece {
  std::size_t size;
  bool well_formed;
};

/// What `text` begins with: a character, or the maximal subpart of an ill-formed one. @pre it is not empty
/// @source Unicode 15, table 3-7, and 3.9 "U+FFFD Substitution of Maximal Subparts", as the WHATWG's decoder has it
[[nodiscard]] inline utf8_piece first_piece(std::string_view text) noexcept {
  const auto octet = [&](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U; };
  const unsigned lead = octet(0);
  const std::size_t length = lead < 0x80   ? 1
                             : lead < 0xC2 ? 0
                             : lead < 0xE0 ? 2
                             : lead < 0xF0 ? 3
                             : lead < 0xF5 ? 4
                                           : 0;
  if (length == 0) { return {1, false}; }
  const unsigned low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
  const unsigned high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
  for (std::size_t i = 1; i < length; ++i) {
    const unsigned next = octet(i);
    if (next < (i == 1 ? low : 0x80U) || next > (i == 1 ? high : 0xBFU)) { return {i, false}; }
  }
  return {length, true};
}

/// The offset of the first octet that is not well-formed UTF-8, or npos.
[[nodiscard]] inline std::size_t first_ill_formed(std::string_view text) noexcept {
  for (std::size_t at = 0; at < text.size();) {
    const utf8_piece piece = first_piece(text.substr(at));
    if (!piece.well_formed) { return at; }
    at += piece.size;
  }
  return std::string_view::npos;
}

}  // namespace fairlead::detail

// A lifecycle as a document that other tools read: SCXML and JSON. What people look at is diagram.hpp.

namespace fairlead {

/// The languages in which a lifecycle is handed on.
enum class document_format : std::uint8_t { scxml, json };

namespace detail {

inline std::string xml_text(std::string_view text) {
  std::string result;
  for (const char c : text) {
    switch (c) {
      case '&':
        result += "&amp;";
        break;
      case '<':
        result += "&lt;";
        break;
      case '>':
        result += "&gt;";
        break;
      case '"':
        result += "&quot;";
        break;
      case '\n':
        result += "&#10;";
        break;
      case '\t':
        result += "&#9;";
        break;
      default:
        result += c;
    }
  }
  return result;
}

// A name that XML takes as an id, or s0, s1, ... for one that it does not.
inline std::string xml_id(const lifecycle_description& lifecycle, std::size_t state) {
  const std::string_view name = lifecycle.states[state]->name;
  bool good = !name.empty() && (name[0] < '0' || name[0] > '9') && name[0] != '-' && name[0] != '.';
  for (const char c : name) {
    good = good && ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
                    c == '-' || c == '.');
  }
  return good ? std::string(name) : id_of(state);
}

inline std::string scxml_condition(const row_description& row) {
  std::string text;
  for (const guard_description& guard : row.guards) {
    text += text.empty() ? "" : " and ";
    text += guard.negated ? "not " + std::string(guard.name.substr(1)) : std::string(guard.name);
  }
  return text;
}

inline void scxml_transition(std::string& text, const lifecycle_description& lifecycle, const edge& e) {
  const row_description& row = lifecycle.rows[e.row];
  text += "    <transition event=\"" + xml_text(lifecycle.events[e.event]->name) + "\"";
  if (!row.guards.empty()) { text += " cond=\"" + xml_text(scxml_condition(row)) + "\""; }
  if (!e.stays) { text += " target=\"" + xml_id(lifecycle, e.target) + "\""; }
  if (row.actions.empty()) {
    text += "/>\n";
    return;
  }
  text += ">\n";
  for (const action_description& action : row.actions) {
    text += action.is_signal ? "      <send event=\"" + xml_text(action.name) + "\"/>\n"
                             : "      <log label=\"action\" expr=\"'" + xml_text(action.name) + "'\"/>\n";
  }
  text += "    </transition>\n";
}

inline std::string scxml_states(const lifecycle_description& lifecycle, std::size_t region,
                                const highlighted& current) {
  std::string text;
  for (std::size_t s = 0; s < lifecycle.states.size(); ++s) {
    if (lifecycle.regions[s] != region) { continue; }
    const char* element = has(lifecycle.states[s]->marks, legend::terminal) ? "final" : "state";
    text.append("  <").append(element).append(" id=\"").append(xml_id(lifecycle, s)).append("\"");
    if (is_among(lifecycle.states[s]->name, current)) { text += " fairlead:current=\"true\""; }
    text += ">\n";
    for (const edge& e : lifecycle.edges) {
      if (e.source == s) { scxml_transition(text, lifecycle, e); }
    }
    text.append("  </").append(element).append(">\n");
  }
  return text;
}

inline std::string scxml(const lifecycle_description& lifecycle, const highlighted& current) {
  const auto initial = [&](std::size_t region) {
    std::size_t s = 0;
    while (lifecycle.regions[s] != region || !has(lifecycle.states[s]->marks, legend::initial)) { ++s; }
    return xml_id(lifecycle, s);
  };
  const bool parallel = lifecycle.region_count > 1;
  std::string text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<scxml xmlns=\"http://www.w3.org/2005/07/scxml\"";
  text += " xmlns:fairlead=\"urn:fairlead\" version=\"1.0\" datamodel=\"null\" name=\"" + xml_text(lifecycle.name) +
          "\" initial=\"" + (parallel ? "regions" : initial(0)) + "\">\n";
  if (!parallel) { return text + scxml_states(lifecycle, 0, current) + "</scxml>\n"; }
  text += "<parallel id=\"regions\">\n";
  for (std::size_t r = 0; r < lifecycle.region_count; ++r) {
    text += "<state id=\"region." + std::to_string(r) + "\" initial=\"" + initial(r) + "\">\n" +
            scxml_states(lifecycle, r, current) + "</state>\n";
  }
  return text + "</parallel>\n</scxml>\n";
}

// `text` as a string of JSON, which is always UTF-8: what is ill-formed in `text` becomes U+FFFD.
inline std::string json_text(std::string_view text) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string result = "\"";
  while (!text.empty()) {
    const utf8_piece piece = first_piece(text);
    const auto byte = static_cast<unsigned char>(text.front());
    if (!piece.well_formed) {
      result += "\xEF\xBF\xBD";
    } else if (byte < 0x20) {
      result.append("\\u00").append(1, digits[byte >> 4]).append(1, digits[byte & 15]);
    } else {
      if (byte == '"' || byte == '\\') { result += '\\'; }
      result += text.substr(0, piece.size);
    }
    text.remove_prefix(piece.size);
  }
  return result + "\"";
}

template <class Names>
std::string json_list(const Names& names) {
  std::string text = "[";
  for (const auto& each : names) { text += (text.size() > 1 ? ", " : "") + json_text(each.name); }
  return text + "]";
}

inline std::string json(const lifecycle_description& lifecycle, const highlighted& current) {
  std::string text = "{\n  \"name\": " + json_text(lifecycle.name) +
                     ",\n  \"version\": " + std::to_string(lifecycle.version) + ",\n  \"states\": [\n";
  for (std::size_t s = 0; s < lifecycle.states.size(); ++s) {
    const state_description& state = *lifecycle.states[s];
    text += std::string(s == 0 ? "" : ",\n") + "    {\"name\": " + json_text(state.name);
    if (lifecycle.region_count > 1) { text += ", \"region\": " + std::to_string(lifecycle.regions[s]); }
    if (has(state.marks, legend::initial)) { text += ", \"initial\": true"; }
    if (has(state.marks, legend::terminal)) { text += ", \"terminal\": true"; }
    if (has(state.marks, legend::waiting)) { text += ", \"waiting\": true"; }
    if (has(state.marks, legend::needs_operator)) { text += ", \"needs_operator\": true"; }
    if (is_among(state.name, current)) { text += ", \"current\": true"; }
    text += "}";
  }
  text += "\n  ],\n  \"transitions\": [\n";
  for (const edge& e : lifecycle.edges) {
    const row_description& row = lifecycle.rows[e.row];
    text += std::string(&e == lifecycle.edges.data() ? "" : ",\n") +
            "    {\"source\": " + json_text(lifecycle.states[e.source]->name) +
            ", \"event\": " + json_text(lifecycle.events[e.event]->name) +
            ", \"target\": " + json_text(lifecycle.states[e.target]->name);
    if (e.stays) { text += ", \"stays\": true"; }
    text += ", \"guards\": " + json_list(row.guards) + ", \"actions\": " + json_list(row.actions) + "}";
  }
  return text + "\n  ]\n}\n";
}

}  // namespace detail

/// `lifecycle` as a document, the states named in `current` marked. Guards are told by name, since only the program
/// knows what they ask. O(edges); byte-stable, in table order.
/// @source W3C, State Chart XML (SCXML), 1 September 2015; the marks are attributes of the namespace urn:fairlead
[[nodiscard]] inline std::string document_of(const lifecycle_description& lifecycle, document_format format,
                                             const std::vector<std::string_view>& current = {}) {
  return format == document_format::scxml ? detail::scxml(lifecycle, current) : detail::json(lifecycle, current);
}

}  // namespace fairlead

// From the name of an enumerator back to its value. Apart from the names themselves, which tables need without this and
// its <optional>.

namespace fairlead {

/// The enumerator of this name, if there is one. Linear in their number.
template <detail::fixed_enum Enum>
[[nodiscard]] constexpr std::optional<Enum> enumerator_of(std::string_view name) noexcept {
  for (std::size_t i = 0; i < enumerator_names<Enum>.size(); ++i) {
    if (enumerator_names<Enum>[i] == name) { return static_cast<Enum>(i); }
  }
  return std::nullopt;
}

}  // namespace fairlead

// A stable 128-bit hash of a lifecycle's table by names: two programs with one fingerprint run the same rules.

namespace fairlead {

/// A 128-bit hash; not a defence against an adversary.
struct fingerprint {
  std::uint64_t high = 0;
  std::uint64_t low = 0;

  friend constexpr bool operator==(const fingerprint&, const fingerprint&) noexcept = default;

  /// 32 lower-case hexadecimal digits, the most significant first.
  [[nodiscard]] constexpr std::array<char, 32> to_hexadecimal() const noexcept {
    std::array<char, 32> text{};
    for (std::size_t i = 0; i < 32; ++i) {
      const std::uint64_t half = i < 16 ? high : low;
      text[i] = "0123456789abcdef"[(half >> (60 - 4 * (i % 16))) & 15];
    }
    return text;
  }
};

namespace detail {

/// FNV-1a with 128 bits.
/// @source RFC draft-eastlake-fnv: offset basis 0x6c62272e07bb014262b821756295c58d, prime 2^88 + 0x13b
class fnv128 {
public:
  constexpr void add(std::string_view text) noexcept {
    for (const char c : text) { add_byte(static_cast<std::uint8_t>(c)); }
    add_byte(0);  // "ab" + "c" must differ from "a" + "bc"
  }
  [[nodiscard]] constexpr fingerprint value() const noexcept { return value_; }

private:
  constexpr void add_byte(std::uint8_t byte) noexcept {
    value_.low ^= byte;
    const std::uint64_t bottom = (value_.low & 0xffffffffU) * 0x13b;
    const std::uint64_t middle = (value_.low >> 32) * 0x13b + (bottom >> 32);
    const std::uint64_t shifted = value_.low << 24;  // the 2^88 part reaches the upper half only
    value_.high = value_.high * 0x13b + (middle >> 32) + shifted;
    value_.low = (middle << 32) | (bottom & 0xffffffffU);
  }
  fingerprint value_{0x6c62272e07bb0142, 0x62b821756295c58d};
};

constexpr fingerprint sum(fingerprint a, fingerprint b) noexcept {
  const std::uint64_t low = a.low + b.low;
  return {a.high + b.high + (low < a.low ? 1U : 0U), low};
}

constexpr std::string_view marks_text(legend marks) noexcept {
  constexpr std::string_view letters = "0123456789abcdef";
  return letters.substr(static_cast<std::uint8_t>(marks), 1);
}

}  // namespace detail

/// The fingerprint of a described lifecycle. The order of rows and of states does not matter, nor does the version;
/// guards and actions in the order written do.
[[nodiscard]] constexpr fingerprint fingerprint_of(const lifecycle_description& lifecycle) noexcept {
  detail::fnv128 name;
  name.add(lifecycle.name);
  fingerprint total = name.value();
  for (const state_description* state : lifecycle.states) {
    detail::fnv128 hash;
    hash.add("state");
    hash.add(state->name);
    hash.add(detail::marks_text(state->marks));
    total = detail::sum(total, hash.value());
  }
  for (const edge& e : lifecycle.edges) {
    detail::fnv128 hash;
    hash.add(lifecycle.states[e.source]->name);
    hash.add(lifecycle.events[e.event]->name);
    hash.add(e.stays ? std::string_view("") : lifecycle.states[e.target]->name);
    for (const guard_description& guard : lifecycle.rows[e.row].guards) { hash.add(guard.name); }
    hash.add("/");
    for (const action_description& action : lifecycle.rows[e.row].actions) { hash.add(action.name); }
    total = detail::sum(total, hash.value());
  }
  return total;
}

}  // namespace fairlead

// The list of what the compiler has proved of a lifecycle, for people who must be able to rely on it.

namespace fairlead {

/// The forms that evidence takes.
enum class evidence_format : std::uint8_t { text, markdown };

namespace detail {

// A rule as it is written, with the names that its states, events and guards have: "no_path<refused, live>".
template <class T>
struct spelling {
  static std::string text() { return std::string(name_of<T>()); }
};
template <class... T>
std::string spelled_list() {
  std::string text;
  ((text += (text.empty() ? "" : ", ") + spelling<T>::text()), ...);
  return text;
}
template <template <class...> class Template, class... Arguments>
struct spelling<Template<Arguments...>> {
  static std::string text() {
    const std::string_view whole = last_name(qualified_name(spelled_type<Template<Arguments...>>()));
    return std::string(whole.substr(0, whole.find('<'))) + "<" + spelled_list<Arguments...>() + ">";
  }
};
template <auto Member, auto Value>
struct spelling<is<Member, Value>> {
  static std::string text() { return std::string(guard_of<is<Member, Value>>.name); }
};
template <class State>
struct spelling<in<State>> {
  static std::string text() { return std::string(guard_of<in<State>>.name); }
};
template <class Guard>
struct spelling<not_<Guard>> {
  static std::string text() { return "!" + spelling<Guard>::text(); }
};
template <class... Guards>
std::string spelled_filter(type_list<Guards...>) {
  return sizeof...(Guards) == 0 ? "" : "::where<" + spelled_list<Guards...>() + ">";
}
template <class Event, class Guard, class Where, class Sources>
struct spelling<event_rule<Event, Guard, Where, Sources>> {
  static std::string text() {
    std::string rule = "event_requires<" + spelled_list<Event, Guard>() + ">" + spelled_filter(Where{});
    if constexpr (!std::is_void_v<Sources>) { rule += "::from<" + spelling<Sources>::text() + ">"; }
    return rule;
  }
};

template <class Sources, class Event, class... Targets>
struct spelling<leading_rule<Sources, Event, Targets...>> {
  static std::string text() {
    std::string rule = "event_leads_only_to<" + spelled_list<Event, Targets...>() + ">";
    if constexpr (!std::is_void_v<Sources>) { rule += "::from<" + spelling<Sources>::text() + ">"; }
    return rule;
  }
};

template <class Invariant>
std::string spelled_invariant() {
  return spelling<rule_of<Invariant>>::text();
}
template <class... Invariants>
std::vector<std::string> spelled_invariants(prove<Invariants...>) {
  return {spelled_invariant<Invariants>()...};
}
template <class... Answers>
std::vector<std::string> spelled_answers(ignored<Answers...>) {
  return {spelling<Answers>::text()...};
}

inline constexpr std::array<std::string_view, 9> check_sentences{
    "G1: every state is reachable from the initial state",
    "G2: from every state a terminal state is reachable, where there is one",
    "G3: nothing leaves a terminal state",
    "G4: every waiting state has a deadline",
    "G5: no deadline can be refused",
    "G6: a deadline that stays does something",
    "G7: rows that compete exclude each other",
    "G8: rows that switch on an enumerator cover all of them",
    "G9: the outcome sets, where there are any, part the terminal states"};

inline void list_items(std::string& text, evidence_format format, std::string_view title,
                       const std::vector<std::string>& items) {
  if (items.empty()) { return; }
  const bool marked = format == evidence_format::markdown;
  text.append(marked ? "\n## " : "\n").append(title).append(marked ? "\n\n" : ":\n");
  for (const std::string& each : items) {
    text.append(marked ? "- `" : "  ").append(each).append(marked ? "`\n" : "\n");
  }
}

}  // namespace detail

/// What has been proved of `Lifecycle` (by calling this at all: it does not compile otherwise), and what was lifted or
/// left out. Byte-stable: the same table gives the same text with every compiler.
template <class Lifecycle>
[[nodiscard]] std::string evidence_of(evidence_format format = evidence_format::text) {
  static_assert(holds<Lifecycle>);
  const lifecycle_description& lifecycle = description_of<Lifecycle>;
  constexpr auto digits = fingerprint_of(description_of<Lifecycle>).to_hexadecimal();
  std::string text = format == evidence_format::markdown ? "# Evidence: " : "evidence: ";
  text.append(lifecycle.name).append(format == evidence_format::markdown ? "\n\n" : "\n");
  text += "version " + std::to_string(lifecycle.version) + ", fingerprint " +
          std::string(digits.data(), digits.size()) + ", " + std::to_string(lifecycle.states.size()) + " states, " +
          std::to_string(lifecycle.events.size()) + " events, " + std::to_string(lifecycle.rows.size()) + " rows\n";
  detail::list_items(text, format, "Checked",
                     std::vector<std::string>(detail::check_sentences.begin(), detail::check_sentences.end()));
  if constexpr (requires { typename Lifecycle::invariants; }) {
    detail::list_items(text, format, "Proved", detail::spelled_invariants(typename Lifecycle::invariants{}));
  }
  // A state may be called so too.
  if constexpr (requires { detail::spelled_invariants(typename Lifecycle::waived{}); }) {
    detail::list_items(text, format, "Waived", detail::spelled_invariants(typename Lifecycle::waived{}));
  }
  if constexpr (requires { typename Lifecycle::ignores; }) {
    detail::list_items(text, format, "Ignored", detail::spelled_answers(typename Lifecycle::ignores{}));
  }
  return text;
}

}  // namespace fairlead

// How instances that an earlier version of a lifecycle saved become instances of this one, and the pin that keeps a
// released version loadable.

namespace fairlead {

/// A name as a template argument: `renamed<"testing", verifying>`.
template <std::size_t Size>
struct fixed_name {
  char text[Size]{};
  constexpr fixed_name(const char (&from)[Size]) noexcept {  // NOLINT(google-explicit-constructor): a literal is a name
    for (std::size_t i = 0; i < Size; ++i) { text[i] = from[i]; }
  }
  [[nodiscard]] constexpr std::string_view view() const noexcept { return {text, Size - 1}; }
};

/// A step of a migration: what was in the state called `Old` is in `State`.
template <fixed_name Old, class State>
struct renamed {
  static constexpr std::string_view old = Old.view();
  using state = State;
  template <class Snapshot>
  void operator()(Snapshot& saved) const {
    if (saved.state == old) { saved.state = name_of<State>(); }
    for (auto& region : saved.further_regions) {
      if (region.state == old) { region.state = name_of<State>(); }
    }
  }
};

/// What makes an instance of version `Version` one of the next: steps, taken from left to right. Each is `renamed`, or
/// a type with `void operator()(machine_snapshot<data>&) const`.
template <std::uint32_t Version, class... Steps>
struct from_version {};

/// `using migrations = migrate<from_version<1, ...>, from_version<2, ...>>;` in a lifecycle of version 3: one element
/// for each earlier version, in order. An instance goes through all from its own on.
template <class... Versions>
struct migrate {};

/// The states of a released version, by the names that its instances were saved under:
/// `using version_1 = released<1, "draft", "testing", "live">;`.
template <std::uint32_t Version, fixed_name... States>
struct released {};

namespace checks {

/// A lifecycle of version n says how instances of versions 1 to n-1 become its own.
template <class Lifecycle, bool Complete>
struct every_version_migrates {
  static_assert(Complete,
                "fairlead: a lifecycle of version n says `using migrations = migrate<from_version<1, ...>, ...>;` with "
                "one from_version for each of 1 to n-1, in order; a version that needs no step is from_version<k>");
};

/// The state called `Name` of a released version is one of this version.
template <class Lifecycle, std::uint32_t Version, fixed_name Name, bool Found>
struct released_state_loads {
  static_assert(Found,
                "fairlead: instances of a released version may be in the state named here, and this version does not "
                "know it; keep the state, or let a migration say renamed<\"name\", state>");
};

/// A manifest is of a version that this lifecycle has had.
template <class Lifecycle, std::uint32_t Version, bool Known>
struct released_version_is_known {
  static_assert(Known, "fairlead: loads<Lifecycle, released<Version, ...>>: the lifecycle is of an earlier version");
};

}  // namespace checks

namespace detail {

template <class Lifecycle>
struct migrations_of {
  using type = migrate<>;
};
template <class Lifecycle>
  requires requires { typename Lifecycle::migrations; }
struct migrations_of<Lifecycle> {
  using type = typename Lifecycle::migrations;
};

template <class List>
struct version_list {
  static constexpr bool leads_to(std::uint32_t) { return false; }  // no migrate<...> at all
};
template <class T>
inline constexpr std::uint32_t number_of_version = 0;
template <std::uint32_t Version, class... Steps>
inline constexpr std::uint32_t number_of_version<from_version<Version, Steps...>> = Version;
template <class... Versions>
struct version_list<migrate<Versions...>> {
  static constexpr bool leads_to(std::uint32_t version) {
    const std::array<std::uint32_t, sizeof...(Versions) + 1> numbers{number_of_version<Versions>..., version};
    for (std::size_t i = 0; i < numbers.size(); ++i) {
      if (numbers[i] != i + 1) { return false; }
    }
    return true;
  }
};

// Calls `take(step)` for every step from `version` on.
template <class... Steps, std::uint32_t Version, class Take>
constexpr void each_step(from_version<Version, Steps...>, std::uint32_t version, [[maybe_unused]] Take& take) {
  if (Version >= version) { (take(Steps{}), ...); }
}
template <class... Versions, class Take>
constexpr void each_step_since(migrate<Versions...>, [[maybe_unused]] std::uint32_t version,
                               [[maybe_unused]] Take take) {
  (each_step(Versions{}, version, take), ...);
}

// What a state of an earlier version is called now, as far as `renamed` says.
struct follow_name {
  std::string_view& name;
  template <class Step>
  constexpr void operator()(Step) const {
    if constexpr (requires { Step::old; }) {
      if (name == Step::old) { name = name_of<typename Step::state>(); }
    }
  }
};
template <class Lifecycle>
constexpr bool loads_name(std::uint32_t version, std::string_view name) {
  each_step_since(typename migrations_of<Lifecycle>::type{}, version, follow_name{name});
  return description_of<Lifecycle>.find_state(name) != reflection<Lifecycle>::state_count;
}

template <class Lifecycle, class Manifest>
struct manifest_check;
template <class Lifecycle, std::uint32_t Version, fixed_name... States>
struct manifest_check<Lifecycle, released<Version, States...>> {
  static constexpr bool value =
      sizeof(checks::released_version_is_known<Lifecycle, Version, (Version <= version_of<Lifecycle>())>) > 0 &&
      ((sizeof(
            checks::released_state_loads<Lifecycle, Version, States, loads_name<Lifecycle>(Version, States.view())>) >
        0) &&
       ...);
};

template <class Lifecycle>
constexpr bool every_version_migrates() {
  constexpr bool complete = version_list<typename migrations_of<Lifecycle>::type>::leads_to(version_of<Lifecycle>());
  return sizeof(checks::every_version_migrates<Lifecycle, complete>) > 0;
}

}  // namespace detail

/// True, or it does not compile: instances that the released version saved can be restored by this one.
/// `static_assert(loads<hotfix, version_1>)` keeps a state from being dropped without a migration.
template <class Lifecycle, class Manifest>
inline constexpr bool loads = detail::manifest_check<Lifecycle, Manifest>::value;

}  // namespace fairlead

// Ways through a lifecycle, for a host's own tests: to a state, and over every row.

namespace fairlead {

/// A way from the initial state: positions in `lifecycle.edges`, each beginning where the one before ends. Whether the
/// guards let an instance go that way depends on its events and data.
using lifecycle_path = std::vector<std::uint16_t>;

namespace detail {

// The edge by which breadth-first search from the initial state comes to each state; the number of edges if by none.
inline std::vector<std::size_t> first_edges(const lifecycle_description& lifecycle) {
  const std::size_t none = lifecycle.edges.size();
  std::vector<std::size_t> by(lifecycle.states.size(), none);
  std::vector<std::size_t> queue;
  std::vector<bool> seen(lifecycle.states.size(), false);
  for (std::size_t s = 0; s < lifecycle.states.size(); ++s) {
    if (has(lifecycle.states[s]->marks, legend::initial)) {
      queue.push_back(s);
      seen[s] = true;
    }
  }
  for (std::size_t head = 0; head < queue.size(); ++head) {
    for (std::size_t e = 0; e < lifecycle.edges.size(); ++e) {
      const edge& out = lifecycle.edges[e];
      if (out.source != queue[head] || seen[out.target]) { continue; }
      seen[out.target] = true;
      by[out.target] = e;
      queue.push_back(out.target);
    }
  }
  return by;
}

inline lifecycle_path path_along(const lifecycle_description& lifecycle, const std::vector<std::size_t>& by,
                                 std::size_t state) {
  lifecycle_path path;
  for (std::size_t s = state; by[s] != lifecycle.edges.size(); s = lifecycle.edges[by[s]].source) {
    path.insert(path.begin(), static_cast<std::uint16_t>(by[s]));
  }
  return path;
}

}  // namespace detail

/// The fewest steps from the initial state to the state called `name`; none if there is no such state or no way to it.
/// O(states * edges).
[[nodiscard]] inline std::optional<lifecycle_path> shortest_path(const lifecycle_description& lifecycle,
                                                                 std::string_view name) {
  const std::size_t state = lifecycle.find_state(name);
  if (state == lifecycle.states.size()) { return std::nullopt; }
  lifecycle_path path = detail::path_along(lifecycle, detail::first_edges(lifecycle), state);
  if (path.empty() && !has(lifecycle.states[state]->marks, legend::initial)) { return std::nullopt; }
  return path;
}

/// Few ways that together take every edge that can be reached: each goes straight to an edge that is still missing, and
/// on over missing ones as long as there are. O(states * edges + edges^2).
[[nodiscard]] inline std::vector<lifecycle_path> covering_paths(const lifecycle_description& lifecycle) {
  const std::vector<std::size_t> by = detail::first_edges(lifecycle);
  std::vector<bool> taken(lifecycle.edges.size(), false);
  std::vector<lifecycle_path> paths;
  for (std::size_t first = 0; first < lifecycle.edges.size(); ++first) {
    const std::size_t source = lifecycle.edges[first].source;
    const bool reached = by[source] != lifecycle.edges.size() || has(lifecycle.states[source]->marks, legend::initial);
    if (taken[first] || !reached) { continue; }
    lifecycle_path path = detail::path_along(lifecycle, by, source);
    for (std::size_t next = first; next != lifecycle.edges.size();) {
      path.push_back(static_cast<std::uint16_t>(next));
      taken[next] = true;
      const std::size_t at = lifecycle.edges[next].target;
      for (next = 0; next != lifecycle.edges.size() && (taken[next] || lifecycle.edges[next].source != at);) { ++next; }
    }
    for (const std::uint16_t each : path) { taken[each] = true; }
    paths.push_back(std::move(path));
  }
  return paths;
}

/// "draft submit in_review vote approved": states and events in turn.
[[nodiscard]] inline std::string spell(const lifecycle_description& lifecycle, const lifecycle_path& path) {
  std::string text;
  for (const std::uint16_t each : path) {
    const edge& e = lifecycle.edges[each];
    if (text.empty()) { text = lifecycle.states[e.source]->name; }
    text.append(" ").append(lifecycle.events[e.event]->name).append(" ").append(lifecycle.states[e.target]->name);
  }
  return text;
}

}  // namespace fairlead

// What a lifecycle consists of, as constant data by name, for hosts that list, choose or document.

namespace fairlead {

/// Names of the states of `Lifecycle`, in order of first mention.
template <class Lifecycle>
inline constexpr auto states_of = [] {
  std::array<std::string_view, reflection<Lifecycle>::state_count> names{};
  for (std::size_t s = 0; s < names.size(); ++s) { names[s] = reflection<Lifecycle>::states[s]->name; }
  return names;
}();

/// Names of its events, in order of first mention.
template <class Lifecycle>
inline constexpr auto events_of = [] {
  std::array<std::string_view, reflection<Lifecycle>::event_count> names{};
  for (std::size_t e = 0; e < names.size(); ++e) { names[e] = reflection<Lifecycle>::events[e]->name; }
  return names;
}();

/// Its rows as written.
template <class Lifecycle>
inline constexpr sequence<row_description> rows_of = description_of<Lifecycle>.rows;

/// Names of the events that have a row in `State`; their guards may still refuse. What `machine::permitted` says there.
template <class Lifecycle, class State>
inline constexpr auto permitted_in = [] {
  static_assert(has_state<Lifecycle, State>, "fairlead: permitted_in<Lifecycle, State>: it has no such state");
  constexpr std::size_t state = position_of_state<Lifecycle, State>;
  constexpr std::size_t count = [] {
    std::size_t n = 0;
    for (std::size_t e = 0; e < events_of<Lifecycle>.size(); ++e) {
      n += description_of<Lifecycle>.has_row(state, e) ? 1U : 0U;
    }
    return n;
  }();
  std::array<std::string_view, count> names{};
  std::size_t next = 0;
  for (std::size_t e = 0; e < events_of<Lifecycle>.size(); ++e) {
    if (description_of<Lifecycle>.has_row(state, e)) { names[next++] = events_of<Lifecycle>[e]; }
  }
  return names;
}();

}  // namespace fairlead

#endif
