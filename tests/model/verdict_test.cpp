// SPDX-License-Identifier: BSL-1.0
// Verdicts keep their kind and their reason.
#include <doctest/doctest.h>

#include <string>
#include <utility>

#include <fairlead/model/verdict.hpp>

using namespace fairlead;

TEST_CASE("only pass passes") {
  CHECK(pass().passes());
  CHECK(verdict(true).passes());
  CHECK_FALSE(verdict(false).passes());
  CHECK_FALSE(refuse("no").passes());
  CHECK_FALSE(wait(timestamp{1}, "later").passes());
  CHECK_FALSE(blocked_by("shop").passes());
  CHECK_FALSE(needs_approval("two votes").passes());
  CHECK_FALSE(cannot_determine("no data").passes());
}

TEST_CASE("a reason survives copying and moving, whether it was a literal or put together") {
  verdict built = refuse(std::string("who: ") + "ada, who wrote the whole of it");
  verdict copy = built;
  CHECK(copy.reason() == "who: ada, who wrote the whole of it");
  CHECK(copy.reason().data() != built.reason().data());
  const verdict moved = std::move(built);
  CHECK(moved.reason() == "who: ada, who wrote the whole of it");
  copy = refuse("the author may not approve");
  CHECK(copy.reason() == "the author may not approve");
  copy = moved;
  copy = *&copy;
  CHECK(copy.reason() == moved.reason());
}

TEST_CASE("a reason is any text, of any bytes and none") {
  using namespace std::string_literals;
  CHECK(refuse("a\0b"s).reason() == "a\0b"s);
  CHECK(refuse(""s).reason().empty());
  CHECK(blocked_by("").reason().empty());
}

TEST_CASE("waiting says until when, and every kind has a spelling of its own") {
  CHECK(wait(timestamp{77}, "the window is open").until() == timestamp{77});
  CHECK(blocked_by("shop").reason() == "shop");
  std::string all;
  for (const auto kind : {verdict_kind::pass, verdict_kind::refuse, verdict_kind::wait, verdict_kind::blocked_by,
                          verdict_kind::needs_approval, verdict_kind::cannot_determine}) {
    const std::string name(name_of_verdict(kind));
    CHECK(all.find("<" + name + ">") == std::string::npos);
    all += "<" + name + ">";
  }
}
