// SPDX-License-Identifier: BSL-1.0
// A lifecycle of two orthogonal regions: how far a parcel is, and whether somebody holds it.
#ifndef FAIRLEAD_TESTS_MODEL_PARCEL_HPP
#define FAIRLEAD_TESTS_MODEL_PARCEL_HPP

#include <chrono>
#include <string>
#include <vector>

#include <fairlead/model.hpp>

namespace tests {

struct parcel : fairlead::lifecycle {
  static constexpr std::string_view name = "parcel";

  struct packed : initial {};
  struct underway : waiting {
    static constexpr auto patience = std::chrono::hours{48};
  };
  struct delivered : terminal {};
  struct lost : terminal {};

  struct clear : initial {};
  struct held : waiting {
    static constexpr auto patience = std::chrono::hours{24};
  };

  struct send {};
  struct deliver {};
  struct object {
    std::string why;
  };
  struct settle {};
  struct recall {
    std::string why;
  };

  struct data {
    std::vector<std::string> log{};
    friend bool operator==(const data&, const data&) = default;
    template <class Self, class Visit>
    static constexpr void for_each_field(Self& self, Visit&& visit) {
      visit("log", self.log);
    }
  };
  struct reason_given {
    template <class Event>
    verdict operator()(const Event& event) const {
      return event.why.empty() ? fairlead::refuse("say why") : fairlead::pass();
    }
  };
  struct note_return {
    void operator()(const recall& event, data& of) const { of.log.push_back("returned: " + event.why); }
  };
  struct note_hold {
    void operator()(const recall& event, data& of) const { of.log.push_back("held: " + event.why); }
  };
  struct remind {
    void operator()(data& of) const { of.log.push_back("reminded"); }
  };
  struct recalled {
    std::size_t lines;
    static recalled from(const data& of) { return {of.log.size()}; }
  };

  using regions = orthogonal<packed, clear>;
  using transitions = table<row<packed, send, underway, when<in<clear>>>,
                            row<underway, deliver, delivered, when<in<clear>>>, row<underway, deadline, lost>,
                            row<underway, recall, packed, when<reason_given>, then<note_return, raise<recalled>>>,
                            row<clear, object, held, when<reason_given>>, row<held, settle, clear>,
                            row<clear, recall, held, when<reason_given>, then<note_hold>>,
                            row<held, deadline, stay, when<>, then<remind>>>;

  using invariants =
      prove<always_passes<packed, delivered, underway>, event_requires<deliver, in<clear>>,
            holds_initially<fairlead::ctl::ag<
                fairlead::ctl::implies<fairlead::ctl::at<held>, fairlead::ctl::ef<fairlead::ctl::at<clear>>>>>>;
};

}  // namespace tests

#endif
