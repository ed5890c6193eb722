// SPDX-License-Identifier: BSL-1.0
// What a guard answers: yes, or why not (yet). More than a bool, so that a refused event explains itself.
#ifndef FAIRLEAD_MODEL_VERDICT_HPP
#define FAIRLEAD_MODEL_VERDICT_HPP

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <type_traits>
#include <utility>

#include "../identity/timestamp.hpp"

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

#endif
