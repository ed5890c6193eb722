// SPDX-License-Identifier: BSL-1.0
// Front ends of Boost.MSM in the style of its guide: the CD player with functor rows, with basic rows, with a
// submachine and with orthogonal regions.
#ifndef FAIRLEAD_TESTS_MACHINE_PLAYERS_HPP
#define FAIRLEAD_TESTS_MACHINE_PLAYERS_HPP

#include <string>
#include <string_view>

#include <boost/mp11/list.hpp>
#include <boost/mp11/mpl.hpp>
#include <boost/mpl/vector.hpp>
#include <boost/msm/back/state_machine.hpp>
#include <boost/msm/front/functor_row.hpp>
#include <boost/msm/front/state_machine_def.hpp>

namespace tests::players {

namespace msm = boost::msm;
namespace mpl = boost::mpl;
using msm::front::none;
using msm::front::Row;

struct play {};
struct stop {};
struct pause {};
struct end_pause {};
struct open_close {
  bool by_force = false;
};
struct next_song {};
struct error_found {};
struct end_error {};
struct cd_detected {
  std::string name;
  bool readable = true;
  bool starts_itself = false;
};

// clang-format off
// The player of the guide's "basic" chapter: transitions call members.
struct basic_ : msm::front::state_machine_def<basic_> {
  struct Empty : msm::front::state<> {};
  struct Open : msm::front::state<> {};
  struct Stopped : msm::front::state<> {};
  struct Playing : msm::front::state<> {};
  struct Paused : msm::front::state<> {};

  void start_playback(const play&) { ++started; }
  void open_drawer(const open_close&) {}
  void close_drawer(const open_close&) {}
  void store_cd_info(const cd_detected& cd) { disk = cd.name; }
  void stop_playback(const stop&) {}
  void pause_playback(const pause&) {}
  void resume_playback(const end_pause&) {}
  void stop_and_open(const open_close&) {}
  bool good_disk_format(const cd_detected& cd) { return cd.readable; }
  bool auto_start(const cd_detected& cd) { return cd.starts_itself; }

  typedef Empty initial_state;
  typedef basic_ p;
  struct transition_table : mpl::vector<
    a_row < Stopped, play,        Playing, &p::start_playback                        >,
    a_row < Stopped, open_close,  Open,    &p::open_drawer                           >,
     _row < Stopped, stop,        Stopped                                            >,
    a_row < Open,    open_close,  Empty,   &p::close_drawer                          >,
    a_row < Empty,   open_close,  Open,    &p::open_drawer                           >,
      row < Empty,   cd_detected, Stopped, &p::store_cd_info,   &p::good_disk_format >,
      row < Empty,   cd_detected, Playing, &p::store_cd_info,   &p::auto_start       >,
    a_row < Playing, stop,        Stopped, &p::stop_playback                         >,
    a_row < Playing, pause,       Paused,  &p::pause_playback                        >,
    a_row < Playing, open_close,  Open,    &p::stop_and_open                         >,
    a_row < Paused,  end_pause,   Playing, &p::resume_playback                       >,
    a_row < Paused,  stop,        Stopped, &p::stop_playback                         >,
    a_row < Paused,  open_close,  Open,    &p::stop_and_open                         >
  > {};

  int started = 0;
  std::string disk{};
};

// Functors for the other players. What they do is told by the type; what they change is the machine's.
struct start_playback {
  template <class Machine, class Source, class Target>
  void operator()(const play&, Machine& it, Source&, Target&) const { ++it.started; }
};
struct open_drawer  { template <class E, class M, class S, class T> void operator()(const E&, M&, S&, T&) const {} };
struct close_drawer { template <class E, class M, class S, class T> void operator()(const E&, M&, S&, T&) const {} };
struct stop_playback { template <class E, class M, class S, class T> void operator()(const E&, M&, S&, T&) const {} };
struct pause_playback { template <class E, class M, class S, class T> void operator()(const E&, M&, S&, T&) const {} };
struct resume_playback { template <class E, class M, class S, class T> void operator()(const E&, M&, S&, T&) const {} };
struct stop_and_open { template <class E, class M, class S, class T> void operator()(const E&, M&, S&, T&) const {} };
struct report_error { template <class E, class M, class S, class T> void operator()(const E&, M&, S&, T&) const {} };
struct store_cd_info {
  template <class Machine, class Source, class Target>
  void operator()(const cd_detected& cd, Machine& it, Source&, Target&) const { it.disk = cd.name; }
};
struct good_disk_format {
  template <class Machine, class Source, class Target>
  bool operator()(const cd_detected& cd, Machine&, Source&, Target&) const { return cd.readable; }
};
struct auto_start {
  template <class Machine, class Source, class Target>
  bool operator()(const cd_detected& cd, Machine&, Source&, Target&) const { return cd.starts_itself; }
};

// The same player with functor rows, in a list of Boost.Mp11.
struct functor_ : msm::front::state_machine_def<functor_> {
  using Empty = basic_::Empty;
  using Open = basic_::Open;
  using Stopped = basic_::Stopped;
  using Playing = basic_::Playing;
  using Paused = basic_::Paused;

  using initial_state = Empty;
  using transition_table = boost::mp11::mp_list<
    Row < Stopped, play,        Playing, start_playback                    >,
    Row < Stopped, open_close,  Open,    open_drawer                       >,
    Row < Stopped, stop,        Stopped                                    >,
    Row < Open,    open_close,  Empty,   close_drawer                      >,
    Row < Empty,   open_close,  Open,    open_drawer                       >,
    Row < Empty,   cd_detected, Stopped, store_cd_info,   good_disk_format >,
    Row < Empty,   cd_detected, Playing, store_cd_info,   auto_start       >,
    Row < Playing, stop,        Stopped, stop_playback                     >,
    Row < Playing, pause,       Paused,  pause_playback                    >,
    Row < Playing, open_close,  Open,    stop_and_open                     >,
    Row < Paused,  end_pause,   Playing, resume_playback                   >,
    Row < Paused,  stop,        Stopped, stop_playback                     >,
    Row < Paused,  open_close,  Open,    stop_and_open                     >
  >;
};

// A submachine. It takes the event that opens the drawer before the player does, and may keep it.
struct songs_ : msm::front::state_machine_def<songs_> {
  static constexpr std::string_view name = "Playing";

  struct Song1 : msm::front::state<> {};
  struct Song2 : msm::front::state<> {};
  struct Song3 : msm::front::state<> {};

  struct locked {
    template <class Machine, class Source, class Target>
    bool operator()(const open_close& event, Machine&, Source&, Target&) const { return !event.by_force; }
  };
  struct blink { template <class E, class M, class S, class T> void operator()(const E&, M&, S&, T&) const {} };

  using initial_state = Song1;
  struct transition_table : mpl::vector<
    Row < Song1, next_song,  Song2                 >,
    Row < Song2, next_song,  Song3                 >,
    Row < Song3, open_close, none,   blink, locked >
  > {};
};

// Orthogonal regions, the second of which may stop all events; and the submachine.
struct jukebox_ : msm::front::state_machine_def<jukebox_> {
  static constexpr std::string_view name = "jukebox";

  // Tells of its entries, so that a test sees whether a restored machine runs any.
  struct Empty : msm::front::state<> {
    template <class Event, class Machine> void on_entry(const Event&, Machine& it) { it.entered += " Empty"; }
  };
  struct Open : msm::front::state<> {
    template <class Event, class Machine> void on_entry(const Event&, Machine& it) { it.entered += " Open"; }
  };
  struct Stopped : msm::front::state<> {
    template <class Event, class Machine> void on_entry(const Event&, Machine& it) { it.entered += " Stopped"; }
  };
  using Playing = msm::back::state_machine<songs_>;
  struct AllOk : msm::front::state<> {};
  struct ErrorMode : msm::front::interrupt_state<end_error> {};

  using initial_state = mpl::vector<Empty, AllOk>;
  struct transition_table : mpl::vector<
    Row < Stopped, play,        Playing,   start_playback                    >,
    Row < Stopped, open_close,  Open,      open_drawer                       >,
    Row < Open,    open_close,  Empty,     close_drawer                      >,
    Row < Empty,   open_close,  Open,      open_drawer                       >,
    Row < Empty,   cd_detected, Stopped,   store_cd_info,   good_disk_format >,
    Row < Empty,   cd_detected, Playing,   store_cd_info,   auto_start       >,
    Row < Playing, stop,        Stopped,   stop_playback                     >,
    Row < Playing, open_close,  Open,      stop_and_open                     >,
    Row < AllOk,   error_found, ErrorMode, report_error                      >,
    Row < ErrorMode, end_error, AllOk                                        >
  > {};

  int started = 0;
  std::string disk{};
  std::string entered{};

  template <class Self, class Visit>
  static constexpr void for_each_field(Self& self, Visit&& visit) {
    visit("started", self.started);
    visit("disk", self.disk);
  }
  template <class Machine, class Event>
  void no_transition(const Event&, Machine&, int) {}
};
// clang-format on

}  // namespace tests::players

#endif
