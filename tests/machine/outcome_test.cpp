// SPDX-License-Identifier: BSL-1.0
#include <fairlead/machine/outcome.hpp>

#include <sstream>
#include <string>
#include <utility>

#include <doctest/doctest.h>

#include "../model/hotfix.hpp"

using fairlead::description_of;
using fairlead::outcome;
using tests::hotfix;

namespace {

std::uint16_t event(std::string_view name) {
  const auto& events = description_of<hotfix>.events;
  for (std::uint16_t e = 0; e < events.size(); ++e) {
    if (events[e]->name == name) { return e; }
  }
  FAIL("no such event");
  return 0;
}
using states = std::array<std::uint16_t, 1>;
states state(std::string_view name) { return {static_cast<std::uint16_t>(description_of<hotfix>.find_state(name))}; }
outcome refused(std::string_view what, std::string_view where, fairlead::refusal_list refusals) {
  return outcome::decided(description_of<hotfix>, event(what), state(where),
                          [&](const auto&, fairlead::refusal_list& why) { why = std::move(refusals); });
}

}  // namespace

TEST_CASE("the kind of an outcome follows from the refusals and the legend of the state") {
  CHECK(refused("vote", "draft", {}).kind() == fairlead::outcome_kind::no_transition);
  CHECK(refused("vote", "refused", {}).kind() == fairlead::outcome_kind::already_terminal);
  CHECK(refused("vote", "in_review", {{2, 1, fairlead::refuse("no")}}).kind() == fairlead::outcome_kind::refused);
}

TEST_CASE("a row that the event was not meant for is left out of the reason if another speaks") {
  const outcome both =
      refused("vote", "in_review", {{2, 1, fairlead::refuse("the author may not approve")}, {3, 0, false}});
  CHECK(both.reason() == "not_self: the author may not approve");
  const outcome selector = refused("vote", "in_review", {{3, 0, false}});
  CHECK(selector.reason() == "choice=reject: does not hold");
}

TEST_CASE("a reason that two rows share is told once") {
  const outcome twice = refused("vote", "in_review", {{2, 1, fairlead::refuse("no")}, {2, 1, fairlead::refuse("no")}});
  CHECK(twice.reason() == "not_self: no");
}

TEST_CASE("the kind of a verdict is put into words") {
  const auto reason = [](fairlead::verdict answer) {
    return refused("vote", "in_review", {{2, 1, std::move(answer)}}).reason();
  };
  CHECK(reason(fairlead::wait(fairlead::timestamp{5}, "the freeze ends then")) ==
        "not_self: not yet: the freeze ends then");
  CHECK(reason(fairlead::needs_approval("1 of 2 votes")) == "not_self: needs approval: 1 of 2 votes");
  CHECK(reason(fairlead::cannot_determine("no policy")) == "not_self: cannot determine: no policy");
}

TEST_CASE("an outcome is written to a stream as its text") {
  std::ostringstream stream;
  stream << refused("deploy", "draft", {});
  CHECK(stream.str() == "hotfix: deploy has no transition in draft; possible here: submit");
}

TEST_CASE("an outcome in several lines says what every candidate row was refused for") {
  const outcome both =
      refused("vote", "in_review", {{2, 1, fairlead::refuse("the author may not approve")}, {3, 0, false}});
  CHECK(both.lines() == both.text() +
                            "\n  -> approved: not_self: the author may not approve\n"
                            "  -> refused: choice=reject: does not hold\n");
}

TEST_CASE("what a reason quotes forges no line of a log and commands no terminal") {
  const std::string key = "x\n2026-01-01 hotfix: vote: in_review -> approved\x1b[2J";
  const outcome forged = refused("vote", "in_review", {{2, 1, fairlead::refuse("no key '" + key + "'")}});
  const std::string shown = "not_self: no key 'x\\n2026-01-01 hotfix: vote: in_review -> approved\\x1b[2J'";
  CHECK(forged.reason() == shown);
  CHECK(forged.text() == "hotfix: vote refused in in_review: " + shown + "; possible here: comment, vote, deadline");
  CHECK(forged.lines() == forged.text() + "\n  -> approved: " + shown + "\n");
  CHECK(forged.refusals()[0].why.reason() == "no key '" + key + "'");
  const outcome words = refused("vote", "in_review", {{2, 1, fairlead::refuse(std::string("z\xC3\xA4h"))}});
  CHECK(words.reason() == "not_self: z\xC3\xA4h");
}

TEST_CASE("an outcome is of bounded length, whatever the length of a reason, and still says what is possible") {
  const std::string reason(100'000, 'x');
  const outcome wordy = refused("vote", "in_review", {{2, 1, fairlead::refuse(reason)}});
  CHECK(wordy.reason().size() <= 4'000);
  CHECK(wordy.text().size() <= 4'000);
  CHECK(wordy.text().starts_with("hotfix: vote refused in in_review: not_self: xxx"));
  CHECK(wordy.text().find(" bytes left out] ") != std::string::npos);
  CHECK(wordy.text().ends_with("xxx; possible here: comment, vote, deadline"));
  CHECK(wordy.lines().size() <= 8'002);
}

TEST_CASE("refusals are copied, moved and assigned, however many there are") {
  const auto text_of = [](const fairlead::refusal_list& list) {
    std::string text;
    for (const fairlead::refusal& each : list.all()) { text += std::string(each.why.reason()) + ";"; }
    return text;
  };
  // Put together at run time, so that each owns its text.
  const auto list_of = [](std::size_t count) {
    fairlead::refusal_list list;
    list.reserve(count);
    for (std::size_t i = 0; i < count; ++i) { list.push_back({2, 1, fairlead::refuse("no " + std::to_string(i))}); }
    return list;
  };
  for (std::size_t from = 0; from < 4; ++from) {
    for (std::size_t to = 0; to < 4; ++to) {
      fairlead::refusal_list source = list_of(from);
      const std::string text = text_of(source);
      CHECK(source.all().size() == from);
      const fairlead::refusal_list copy(source);
      CHECK(text_of(copy) == text);
      fairlead::refusal_list target = list_of(to);
      target = source;
      CHECK(text_of(target) == text);
      target = list_of(to);
      target = std::move(source);
      CHECK(text_of(target) == text);
      CHECK(text_of(source).empty());  // NOLINT(bugprone-use-after-move): empty is what it must be
      source = list_of(to);
      CHECK(text_of(source) == text_of(list_of(to)));
    }
  }
}

TEST_CASE("room that no refusal took is given back") {
  fairlead::refusal_list one;
  one.reserve(1);
  const fairlead::refusal_list moved(std::move(one));
  CHECK(moved.all().empty());
  fairlead::refusal_list many;
  many.reserve(3);
  CHECK(many.all().empty());
}
