// SPDX-License-Identifier: BSL-1.0
// The small lifecycle that the tests of model/ and machine/ share: every word of a table once, and no more.
#ifndef FAIRLEAD_TESTS_MODEL_HOTFIX_HPP
#define FAIRLEAD_TESTS_MODEL_HOTFIX_HPP

#include <chrono>
#include <string>
#include <vector>

#include <fairlead/model.hpp>

namespace tests {

struct siren : fairlead::lifecycle {
  struct silent : initial {};
  struct wailing {};
  struct toggle {};
  using transitions = table<row<silent, toggle, wailing>, row<wailing, toggle, silent>>;
};

struct hotfix : fairlead::lifecycle {
  static constexpr std::string_view name = "hotfix";

  struct draft : initial {};
  struct in_review : waiting {
    static constexpr auto patience = std::chrono::hours{72};
  };
  struct approved {};
  struct live {};
  struct rolled_back : terminal {};
  struct refused : terminal {};

  enum class decision { approve, reject };

  struct submit {
    std::string content;
  };
  struct vote {
    std::string by;
    decision choice = decision::reject;
  };
  struct comment {
    std::string text;
  };
  struct deploy {};
  struct fail {
    std::string reason;
  };

  struct data {
    std::string author;
    std::string content{};
    std::vector<std::string> notes{};
    friend bool operator==(const data&, const data&) = default;
  };

  struct not_self {
    verdict operator()(const vote& event, const data& of) const {
      return event.by != of.author ? fairlead::pass() : fairlead::refuse("the author may not approve");
    }
  };
  struct record_content {
    void operator()(const submit& event, data& of) const { of.content = event.content; }
  };
  struct note {
    void operator()(const comment& event, data& of, timestamp) const { of.notes.push_back(event.text); }
  };
  struct notify {
    std::string who;
    std::string content;
    static notify from(const vote& event, const data& of) { return {event.by, of.content}; }
  };

  using transitions =
      table<row<draft, submit, in_review, then<record_content>>, row<in_review, comment, stay, then<note>>,
            row<in_review, vote, approved, when<is<&vote::choice, decision::approve>, not_self>, then<raise<notify>>>,
            row<in_review, vote, refused, when<is<&vote::choice, decision::reject>>>,
            row<any_of<in_review, approved>, deadline, refused>, row<approved, deploy, live, when<in<siren::silent>>>,
            row<live, fail, rolled_back>>;

  using invariants =
      prove<always_passes<draft, live, approved>,
            event_requires<vote, not_self>::where<is<&vote::choice, decision::approve>>, no_path<refused, live>>;
};
static_assert(fairlead::holds<hotfix>);

}  // namespace tests

#endif
