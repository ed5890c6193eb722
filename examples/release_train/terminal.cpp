// SPDX-License-Identifier: BSL-1.0
#include "terminal.hpp"

#include <iostream>

#include <unistd.h>

namespace release_train {

terminal::terminal() : watched_(::isatty(STDERR_FILENO) == 1) {}
terminal::~terminal() { wipe(); }

void terminal::progress(const std::string& what, std::size_t done, std::size_t total) {
  constexpr std::size_t width = 30;
  if (!watched_) { return; }
  const int percent = total == 0 ? static_cast<int>(done >> 20) : static_cast<int>(done * 100 / total);
  if (drawn_ && percent == percent_) { return; }
  percent_ = percent;
  drawn_ = true;
  const std::size_t filled = total == 0 ? 0 : done * width / total;
  std::cerr << "\r\x1b[K" << what << " [" << std::string(filled, '#') << std::string(width - filled, '.') << "] "
            << done;
  if (total != 0) { std::cerr << '/' << total; }
  std::cerr << std::flush;
}

void terminal::line(const std::string& text) {
  wipe();
  std::cout << text << '\n';
}

void terminal::wipe() {
  if (drawn_) { std::cerr << "\r\x1b[K" << std::flush; }
  drawn_ = false;
}

}  // namespace release_train
