// SPDX-License-Identifier: BSL-1.0
// The release train itself: one step after the other, each decided by the states that the machines are in.
#ifndef FAIRLEAD_EXAMPLES_RELEASE_TRAIN_TRAIN_HPP
#define FAIRLEAD_EXAMPLES_RELEASE_TRAIN_TRAIN_HPP

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "plan.hpp"
#include "site.hpp"
#include "state.hpp"

namespace release_train {

/// Told about every line of the journal, and how far the current deployment is.
struct audience {
  std::function<void(const std::string& line)> line = [](const std::string&) {};
  std::function<void(const std::string& what, std::size_t done, std::size_t total)> progress =
      [](const std::string&, std::size_t, std::size_t) {};
};

/// How it ended.
enum class ending : std::uint8_t { live, rolled_back, stopped };

/// Between two steps the whole train is its `train_state`. A step that is done twice, because the program was killed
/// before it was saved, does what it did the first time.
class train {
public:
  /// @param folder  where the environments are
  train(train_state state, const std::filesystem::path& folder, audience told);

  /// A train whose environments run what the plan says ran before, and whose candidate is cut.
  static train begin(const request& asked, plan what, const std::filesystem::path& folder, audience told);

  [[nodiscard]] bool finished() const;
  /// @throws fairlead::error  if an environment cannot be read or written, or a machine refuses what must be possible
  void step();

  [[nodiscard]] const train_state& state() const noexcept { return state_; }
  [[nodiscard]] ending result() const;
  /// Where everything stands, for people; a line each.
  [[nodiscard]] std::vector<std::string> summary() const;

private:
  [[nodiscard]] fairlead::timestamp now() const;
  void note(const std::string& line);
  template <class Machine, class Event, class... Options>
  bool fire(const std::string& who, Machine& machine, const Event& event, const Options&... options);
  template <class Machine, class Event, class... Options>
  void must_fire(const std::string& who, Machine& machine, const Event& event, const Options&... options);

  void open_environments(const manifest& before);
  void cut(plan what);
  void run_gates();
  void open_voting();
  void next_vote();
  void close_voting();
  void promote();
  void finish_release();
  [[nodiscard]] bool take_back();
  void advance(std::size_t number, bool forward);
  void begin_attempt(std::size_t number, bool forward);
  void deploy_next_wave(std::size_t number, bool forward);
  void verify(std::size_t number);
  void roll_back_next_wave(std::size_t number);

  [[nodiscard]] std::size_t wave_count() const;
  [[nodiscard]] std::vector<placement> wave(std::size_t number, bool forward) const;
  [[nodiscard]] const site& site_of(std::size_t number) const { return sites_[number]; }
  [[nodiscard]] bool runs(std::size_t number, const fairlead::digest& contents) const;
  [[nodiscard]] bool failed(std::size_t number) const;

  train_state state_;
  std::vector<site> sites_;
  audience told_;
};

}  // namespace release_train

#endif
