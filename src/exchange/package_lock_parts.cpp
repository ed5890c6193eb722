// SPDX-License-Identifier: BSL-1.0
#include "package_lock_parts.hpp"

#include <algorithm>
#include <limits>
#include <numeric>
#include <optional>

#include <fairlead/error.hpp>
#include <fairlead/identity/package_url.hpp>

namespace fairlead::detail {

namespace {

constexpr std::uint32_t nobody = std::numeric_limits<std::uint32_t>::max();

// "../../a" is the path "a" two folders up from the project.
struct folder {
  std::size_t up;
  std::string_view path;
};

folder folder_of(std::string_view location) {
  std::size_t up = 0;
  for (; location == ".." || location.starts_with("../"); ++up) {
    location.remove_prefix(std::min<std::size_t>(3, location.size()));
  }
  return {up, location};
}

bool is_around(const folder& outer, const folder& inner) {
  return outer.up == inner.up &&
         (outer.path.empty() || (inner.path.starts_with(outer.path) && inner.path.size() > outer.path.size() &&
                                 inner.path[outer.path.size()] == '/'));
}

// Every folder directly before all that is in it.
bool comes_before(const folder& a, const folder& b) {
  if (a.up != b.up) { return a.up < b.up; }
  const auto [x, y] = std::ranges::mismatch(a.path, b.path);
  if (x == a.path.end() || y == b.path.end()) { return a.path.size() < b.path.size(); }
  const auto rank = [](char c) { return c == '/' ? 0 : static_cast<unsigned char>(c) + 1; };
  return rank(*x) < rank(*y);
}

// The path "HOLDER/node_modules/NAME" in its parts.
struct installation {
  std::string_view holder;
  std::string_view name;
};

std::optional<installation> installation_at(std::string_view location) {
  constexpr std::string_view folder = "node_modules/";
  const std::size_t at = location.rfind(folder);
  if (at == std::string_view::npos || (at > 0 && location[at - 1] != '/')) { return std::nullopt; }
  const std::string_view name = location.substr(at + folder.size());
  if (std::ranges::count(name, '/') != (name.starts_with('@') ? 1 : 0)) { return std::nullopt; }
  return installation{location.substr(0, at == 0 ? 0 : at - 1), name};
}

bool is_in_node_modules(std::string_view location) {
  return location.starts_with("node_modules/") || location.find("/node_modules/") != std::string_view::npos;
}

// In the form in which npm writes it, so that one folder has one spelling.
void require_location(std::string_view location) {
  bool good = !location.ends_with('/');
  for (std::string_view rest = folder_of(location).path; good && !rest.empty();) {
    const std::size_t end = std::min(rest.find('/'), rest.size());
    const std::string_view segment = rest.substr(0, end);
    good = !segment.empty() && segment != "." && segment != "..";
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  if (!good) {
    throw error(errc::invalid_document,
                "'" + std::string(location.substr(0, 80)) + "' is no location; one is like node_modules/NAME");
  }
}

// As npm derives it where it is not written: from the last of the folders, or the last two.
std::string_view name_of_folder(std::string_view location) {
  const std::string_view path = folder_of(location).path;
  const std::size_t slash = path.rfind('/');
  if (slash == std::string_view::npos) { return path; }
  const std::size_t before = path.substr(0, slash).rfind('/');
  const std::size_t scope = before == std::string_view::npos ? 0 : before + 1;
  return path.substr(path[scope] == '@' ? scope : slash + 1);
}

std::string purl_of(const package_lock_entry& entry) {
  if (entry.name.empty()) { return {}; }
  purl_parts parts{.type = "npm", .name = entry.name, .version = entry.version};
  if (const std::size_t slash = entry.name.rfind('/'); slash != std::string::npos) {
    parts.namespace_path = entry.name.substr(0, slash);
    parts.name = entry.name.substr(slash + 1);
  }
  if (entry.resolved.starts_with("git")) { parts.qualifiers = {{"vcs_url", entry.resolved}}; }
  try {
    return package_url::build(std::move(parts)).to_string();
  } catch (const error& problem) { throw problem.within(entry.location); }
}

}  // namespace

bool is_installed_at(std::string_view location) { return installation_at(location).has_value(); }

void package_lock_parts::add_entry(package_lock_entry entry) {
  if (entries_.size() == limits_.max_artifacts) {
    throw error(errc::limit_exceeded, "more than " + std::to_string(limits_.max_artifacts) + " packages");
  }
  require_location(entry.location);
  if (!by_location_.try_emplace(entry.location, static_cast<std::uint32_t>(entries_.size())).second) {
    throw error(errc::duplicate_artifact, "the location is there twice");
  }
  const auto installed = installation_at(entry.location);
  if (entry.name.empty()) { entry.name = installed ? installed->name : name_of_folder(entry.location); }
  entries_.push_back(std::move(entry));
}

std::uint32_t package_lock_parts::target_of(const package_lock_entry& link) const {
  const auto target = by_location_.find(link.resolved);
  if (target == by_location_.end() || entries_[target->second].link) {
    throw error(errc::invalid_document, "the link " + link.location.substr(0, 200) + " leads to '" +
                                            link.resolved.substr(0, 200) + "', which is " +
                                            (target == by_location_.end() ? "not in the document" : "a link itself"));
  }
  return target->second;
}

// Of a link, the artifact that it leads to.
std::vector<artifact_id> package_lock_parts::add_artifacts(artifact_graph& graph) const {
  std::vector<std::string> purls;
  text_map<std::size_t> uses;
  for (const package_lock_entry& each : entries_) {
    purls.push_back(each.link ? std::string() : purl_of(each));
    uses[purls.back()] += 1;
  }
  std::vector<artifact_id> meant(entries_.size());
  for (std::size_t i = 0; i < entries_.size(); ++i) {
    const package_lock_entry& each = entries_[i];
    if (each.link) { continue; }
    const bool unique = !purls[i].empty() && uses.find(purls[i])->second == 1;
    const std::string& key = unique ? purls[i] : (each.location.empty() ? "." : each.location);
    if (graph.find(key)) {
      throw error(errc::duplicate_artifact, "the location is the package URL of another package", key.substr(0, 200));
    }
    meant[i] = graph.add_artifact({key, each.name, each.version, each.digest});
    graph.set_completeness(meant[i], completeness::known);
  }
  for (std::size_t i = 0; i < entries_.size(); ++i) {
    if (entries_[i].link) { meant[i] = meant[target_of(entries_[i])]; }
  }
  return meant;
}

// Goes through the folders as through the blocks of a program: what is installed in a folder is in force until the
// folder is left, and hides what folders around it have under the same name. So every name is looked up in one step,
// however deep the folders are.
artifact_graph package_lock_parts::finish() {
  artifact_graph graph;
  const std::vector<artifact_id> meant = add_artifacts(graph);

  struct child {
    std::uint32_t holder;
    std::uint32_t name;
    std::uint32_t entry;
  };
  std::vector<child> children;
  for (std::uint32_t i = 0; i < entries_.size(); ++i) {
    if (const auto installed = installation_at(entries_[i].location)) {
      const auto holder = by_location_.find(installed->holder);
      if (holder != by_location_.end() || installed->holder.empty()) {
        children.push_back({holder == by_location_.end() ? nobody : holder->second, names_.of(installed->name), i});
      }
    }
  }
  std::ranges::sort(children, {}, &child::holder);

  std::vector<std::uint32_t> in_force(names_.size(), nobody);
  struct hidden_name {
    std::uint32_t name;
    std::uint32_t entry;
  };
  std::vector<hidden_name> hidden;
  struct open_folder {
    folder where;
    std::size_t hidden_before;
    std::uint32_t bundler;  // the package that comes with what is bundled here
  };
  std::vector<open_folder> open;
  const auto leave = [&] {
    for (; hidden.size() > open.back().hidden_before; hidden.pop_back()) {
      in_force[hidden.back().name] = hidden.back().entry;
    }
    open.pop_back();
  };
  const auto enter = [&](const folder& where, std::uint32_t entry, std::uint32_t bundler) {
    open.push_back({where, hidden.size(), bundler});
    for (const child& each : std::ranges::equal_range(children, entry, {}, &child::holder)) {
      hidden.push_back({each.name, in_force[each.name]});
      in_force[each.name] = each.entry;
    }
  };

  std::vector<std::uint32_t> order(entries_.size());
  std::iota(order.begin(), order.end(), 0U);
  std::erase_if(order, [&](std::uint32_t i) { return entries_[i].link; });
  std::ranges::sort(order, comes_before, [&](std::uint32_t i) { return folder_of(entries_[i].location); });
  const auto project = by_location_.find("");
  const bool has_project = project != by_location_.end() && !entries_[project->second].link;
  if (!has_project) { enter({0, {}}, nobody, nobody); }  // node_modules/.package-lock.json leaves it out
  for (const std::uint32_t i : order) {
    const package_lock_entry& entry = entries_[i];
    const folder where = folder_of(entry.location);
    while (!open.empty() && !is_around(open.back().where, where)) { leave(); }
    const std::uint32_t bundler = open.empty() ? nobody : open.back().bundler;
    const bool is_part = entry.bundled && bundler != nobody;
    if (is_part) { graph.add_dependency(meant[bundler], meant[i], dependency_kind::contains); }
    if (has_project && i != project->second && where.up == 0 && !is_in_node_modules(where.path)) {
      graph.add_dependency(meant[project->second], meant[i], dependency_kind::contains);
    }
    enter(where, i, is_part ? bundler : i);
    for (const package_lock_need& need : entry.needs) {
      const std::uint32_t found = in_force[need.name];
      if (found != nobody) {
        graph.add_dependency(meant[i], meant[found], need.kinds);
      } else if (need.required) {
        graph.add_dangling(meant[i], names_[need.name]);
      }
    }
  }
  return graph;
}

}  // namespace fairlead::detail
