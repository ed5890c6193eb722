// SPDX-License-Identifier: BSL-1.0
// A user of the installed libfairlead: a stock approval, whose machine comes precompiled.
#include <fairlead/machine/stock.hpp>

#include <cstdio>
#include <string>

#if FAIRLEAD_DEFINE_INLINE
#error "pkg-config did not say that the definitions are in libfairlead"
#endif
#if defined(BOOST_MSM_BACK_STATEMACHINE_H)
#error "machine/stock.hpp parses Boost.MSM although the stock machines are precompiled"
#endif

using fairlead::package::approval;

int main() {
  const auto contents = fairlead::digest::parse("sha256:" + std::string(64, 'a'));
  approval::data data;
  data.subject = contents;
  data.author = "ada";
  data.requester = "ada";
  data.policy.quorum = 1;
  data.policy.voters = {"ada", "grace"};

  fairlead::machine<approval> machine(data);
  approval::vote vote;
  vote.decision = approval::decision::approved;
  vote.subject = contents;
  for (const char* voter : {"ada", "grace", "grace"}) {
    vote.by = voter;
    std::puts(machine.fire(vote).text().c_str());
  }
  return machine.is<approval::approved>() ? 0 : 1;
}
