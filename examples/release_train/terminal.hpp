// SPDX-License-Identifier: BSL-1.0
// Progress for whoever watches: one line that is drawn over again on a terminal, and nothing in a pipe.
#ifndef FAIRLEAD_EXAMPLES_RELEASE_TRAIN_TERMINAL_HPP
#define FAIRLEAD_EXAMPLES_RELEASE_TRAIN_TERMINAL_HPP

#include <cstddef>
#include <string>

namespace release_train {

class terminal {
public:
  terminal();
  ~terminal();
  terminal(const terminal&) = delete;
  terminal& operator=(const terminal&) = delete;

  /// Draws "what [#####.....] done/total". A total of 0 is not known.
  void progress(const std::string& what, std::size_t done, std::size_t total);
  /// Prints a line of output, with the progress out of its way.
  void line(const std::string& text);

private:
  void wipe();
  bool watched_;
  bool drawn_ = false;
  int percent_ = -1;
};

}  // namespace release_train

#endif
