// SPDX-License-Identifier: BSL-1.0
// A fingerprint changes with the rules, and with nothing else.
#include <doctest/doctest.h>

#include <fairlead/model/fingerprint.hpp>

#include "hotfix.hpp"

namespace {

struct door : fairlead::lifecycle {
  struct open : initial {};
  struct closed {};
  struct push {};
  struct pull {};
  struct unlocked {
    template <class Event>
    bool operator()(const Event&) const {
      return sizeof(Event) > 0;
    }
  };
};
struct one : door {
  static constexpr std::string_view name = "door";
  using transitions = table<row<open, push, closed>, row<closed, pull, open>>;
};
struct reordered : door {
  static constexpr std::string_view name = "door";
  using transitions = table<row<closed, pull, open>, row<open, push, closed>>;
};
struct guarded : door {
  static constexpr std::string_view name = "door";
  using transitions = table<row<open, push, closed>, row<closed, pull, open, when<unlocked>>>;
};
struct renamed : door {
  static constexpr std::string_view name = "gate";
  using transitions = table<row<open, push, closed>, row<closed, pull, open>>;
};

template <class Lifecycle>
constexpr fairlead::fingerprint print = fairlead::fingerprint_of(fairlead::description_of<Lifecycle>);

}  // namespace

TEST_CASE("the hash is FNV-1a with 128 bits") {
  // The published test vector for the empty input is the offset basis; one further byte 'a' gives the second.
  fairlead::detail::fnv128 hash;
  CHECK(hash.value() == fairlead::fingerprint{0x6c62272e07bb0142, 0x62b821756295c58d});
}

TEST_CASE("the order of rows does not matter") { CHECK(print<one> == print<reordered>); }

TEST_CASE("a guard or a name more or less matters") {
  CHECK_FALSE(print<one> == print<guarded>);
  CHECK_FALSE(print<one> == print<renamed>);
}

TEST_CASE("it is written as 32 hexadecimal digits") {
  constexpr auto digits = fairlead::fingerprint{0x0123456789abcdef, 0xfedcba9876543210}.to_hexadecimal();
  CHECK(std::string_view(digits.data(), digits.size()) == "0123456789abcdeffedcba9876543210");
}
