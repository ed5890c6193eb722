// SPDX-License-Identifier: BSL-1.0
// Writes what is known of each stock lifecycle into a folder, for pages.py: rows, states, evidence, diagrams,
// documents.
#include <chrono>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <string>
#include <string_view>
#include <utility>

#include <fairlead/error.hpp>
#include <fairlead/lifecycles.hpp>
#include <fairlead/model.hpp>

namespace {

namespace fs = std::filesystem;

void write(const fs::path& file, const std::string& text) {
  std::ofstream output(file, std::ios::binary);
  output << text;
  if (!output.flush()) { throw fs::filesystem_error("cannot write", file, std::make_error_code(std::errc::io_error)); }
}

std::string row_line(const fairlead::row_description& row) {
  std::string text;
  std::string_view separator;
  for (const fairlead::state_description* source : row.sources) {
    text.append(separator).append(source->name);
    separator = " ";
  }
  text.append("\t").append(row.event->name).append("\t");
  separator = "";
  for (const fairlead::guard_description& guard : row.guards) {
    text.append(separator).append(guard.name);
    separator = " ";
  }
  text += '\t';
  separator = "";
  for (const fairlead::action_description& action : row.actions) {
    text.append(separator).append(action.is_signal ? "raise:" : "").append(action.name);
    separator = " ";
  }
  return text.append("\t").append(row.target == nullptr ? std::string_view("stay") : row.target->name) + "\n";
}

template <class State>
std::string state_line(const fairlead::state_description& state) {
  using enum fairlead::legend;
  std::string text(state.name);
  std::string_view separator = "\t";
  for (const auto& [mark, word] : {std::pair(initial, "initial"),
                                   {waiting, "waiting"},
                                   {terminal, "terminal"},
                                   {needs_operator, "needs_operator"}}) {
    if (!has(state.marks, mark)) { continue; }
    text.append(separator).append(word);
    separator = " ";
  }
  text += separator == "\t" ? "\t\t" : "\t";
  if constexpr (requires { State::patience; }) {
    const std::chrono::seconds patience = State::patience;
    text += std::to_string(std::chrono::duration_cast<std::chrono::minutes>(patience).count());
  }
  return text + "\n";
}

template <class Lifecycle, std::size_t... State>
std::string state_lines(std::index_sequence<State...>) {
  using table = fairlead::reflection<Lifecycle>;
  return (state_line<typename table::template state_at<State>>(*table::states[State]) + ...);
}

template <class Lifecycle>
void describe(const fs::path& folder, const std::string& stage, const std::string& name) {
  using fairlead::diagram_format;
  using fairlead::document_format;
  const auto& lifecycle = fairlead::description_of<Lifecycle>;
  fs::create_directories(folder / stage);
  const auto file = [&](const char* suffix) { return folder / stage / (name + suffix); };
  std::string rows;
  for (const fairlead::row_description& row : fairlead::rows_of<Lifecycle>) { rows += row_line(row); }
  write(file(".rows"), rows);
  write(file(".states"),
        state_lines<Lifecycle>(std::make_index_sequence<fairlead::reflection<Lifecycle>::state_count>{}));
  write(file(".evidence"), fairlead::evidence_of<Lifecycle>());
  write(file(".dot"), fairlead::diagram(lifecycle, diagram_format::graphviz));
  write(file(".mermaid"), fairlead::diagram(lifecycle, diagram_format::mermaid));
  write(file(".plantuml"), fairlead::diagram(lifecycle, diagram_format::plantuml));
  write(file(".scxml"), fairlead::document_of(lifecycle, document_format::scxml));
  write(file(".json"), fairlead::document_of(lifecycle, document_format::json));
}

}  // namespace

int main(int count, char** arguments) try {
  if (count != 2) {
    std::cerr << "usage: describe FOLDER\n";
    return 2;
  }
  const fs::path folder = arguments[1];
#include "stock_list.inc"
  return 0;
} catch (const std::exception& problem) {
  std::cerr << "describe: " << problem.what() << '\n';
  return 1;
}
