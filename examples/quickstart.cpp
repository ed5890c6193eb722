// SPDX-License-Identifier: BSL-1.0
// A hotfix from draft to live: its rules are proved by the compiler, and every refusal explains itself.
#include <iostream>

#include <fairlead/machine.hpp>

struct hotfix : fairlead::lifecycle {
  struct draft : initial {};
  struct in_review : waiting {};
  struct approved {};
  struct live : terminal {};
  struct refused : terminal {};

  enum class decision { approve, reject };
  struct submit {};
  struct vote { std::string by; decision choice; };
  struct deploy {};

  struct data { std::string author; };

  struct not_self {
    verdict operator()(const vote& event, const data& of) const {
      return event.by != of.author ? fairlead::pass() : fairlead::refuse("the author may not approve");
    }
  };

  using transitions = table<
      row<draft,     submit,   in_review>,
      row<in_review, vote,     approved, when<is<&vote::choice, decision::approve>, not_self>>,
      row<in_review, vote,     refused,  when<is<&vote::choice, decision::reject>>>,
      row<in_review, deadline, refused>,
      row<approved,  deploy,   live>>;
  using invariants = prove<always_passes<draft, live, approved>>;
};
static_assert(fairlead::holds<hotfix>);

int main() {
  fairlead::machine<hotfix> fix{{.author = "ada"}};
  std::cout << fix.fire(hotfix::deploy{}) << '\n'
            << fix.fire(hotfix::submit{}) << '\n'
            << fix.fire(hotfix::vote{"ada", hotfix::decision::approve}) << '\n'
            << fix.fire(hotfix::vote{"bob", hotfix::decision::approve}) << '\n'
            << fix.fire(hotfix::deploy{}) << '\n';
}
