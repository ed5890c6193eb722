// SPDX-License-Identifier: BSL-1.0
// What of a package-lock.json concerns the graph, and how it goes into its parts.
#include <fairlead/exchange/package_lock.hpp>

#include <algorithm>
#include <array>

#include "json_walk.hpp"
#include "package_lock_parts.hpp"
#include "subresource_integrity.hpp"

namespace fairlead {

namespace {

using detail::any_key;
using detail::malformed;
using detail::package_lock_entry;
using detail::package_lock_need;
using detail::package_lock_parts;
using form = detail::json_form;

// Where in the document the parser is; everything else is skipped.
enum class place : std::uint8_t {
  document,
  packages,
  package,
  dependencies,
  optional_dependencies,
  peer_dependencies,
  dev_dependencies,
  peer_facts,
  peer_fact
};
using enum place;
using member = detail::json_member<place>;

// All that is read of a document.
constexpr std::array package_lock_members{
    member{document, "lockfileVersion", form::number, document},
    member{document, "packages", form::object, packages},
    member{packages, any_key, form::object, package},
    member{package, "name", form::text, package},
    member{package, "version", form::text, package},
    member{package, "resolved", form::text, package},
    member{package, "integrity", form::text, package},
    member{package, "link", form::flag, package},
    member{package, "inBundle", form::flag, package},
    member{package, "dependencies", form::object, dependencies},
    member{package, "optionalDependencies", form::object, optional_dependencies},
    member{package, "peerDependencies", form::object, peer_dependencies},
    member{package, "devDependencies", form::object, dev_dependencies},
    member{package, "peerDependenciesMeta", form::object, peer_facts},
    member{dependencies, any_key, form::text, dependencies},
    member{optional_dependencies, any_key, form::text, optional_dependencies},
    member{peer_dependencies, any_key, form::text, peer_dependencies},
    member{dev_dependencies, any_key, form::text, dev_dependencies},
    member{peer_facts, any_key, form::object, peer_fact},
    member{peer_fact, "optional", form::flag, peer_fact},
};

class package_lock_format {
public:
  using place = fairlead::place;
  static constexpr const auto& members = package_lock_members;
  static constexpr std::string_view called = "package-lock.json";

  explicit package_lock_format(const read_limits& limits) : limits_(limits), parts_(limits) {}

  void begin(place opened, std::string_view key) {
    if (opened == package) {
      entry_ = {};
      entry_.location = key;
      listed_.clear();
      optional_peers_.clear();
    }
    if (opened == peer_fact) { peer_ = parts_.name_number(key); }
  }

  void take(place in, std::string_view key, const std::string& said) {
    if (in != package) {
      list(in, key);
    } else if (key == "integrity") {
      entry_.digest = detail::digest_of_integrity(said);
    } else {
      (key == "name" ? entry_.name : key == "version" ? entry_.version : entry_.resolved) = said;
    }
  }
  void take(place in, std::string_view key, bool said) {
    if (in == peer_fact) {
      if (said) { optional_peers_.push_back(peer_); }
    } else {
      (key == "link" ? entry_.link : entry_.bundled) = said;
    }
  }
  void take(place, std::string_view, std::int64_t version) {
    if (version == 1) {
      malformed("lockfileVersion 1 does not say where packages are; 'npm install --package-lock-only' renews it");
    }
    if (version != 2 && version != 3) {
      malformed("lockfileVersion " + std::to_string(version) + " is not known; 2 and 3 are");
    }
  }

  template <class Has>
  void end(place closed, Has has) {
    if (closed == document) {
      for (const char* needed : {"lockfileVersion", "packages"}) {
        if (!has(needed)) { malformed("'" + std::string(needed) + "' is missing; is this package-lock.json?"); }
      }
    }
    if (closed == package) {
      take_needs();
      parts_.add_entry(std::move(entry_));
    }
  }

  [[nodiscard]] artifact_graph finish() { return parts_.finish(); }

private:
  struct listed_name {
    std::uint32_t name;
    place list;

    friend auto operator<=>(const listed_name&, const listed_name&) = default;
  };

  void list(place in, std::string_view name) {
    if (name.empty()) { malformed("a package needs a name"); }
    if (++count_ > limits_.max_dependencies) {
      throw error(errc::limit_exceeded, "more than " + std::to_string(limits_.max_dependencies) + " dependencies");
    }
    listed_.push_back({parts_.name_number(name), in});
  }

  // What the lists of one package say together of each name.
  void take_needs() {
    std::ranges::sort(listed_);
    std::ranges::sort(optional_peers_);
    if (const auto twice = std::ranges::adjacent_find(listed_); twice != listed_.end()) {
      malformed("'" + detail::excerpt(parts_.name(twice->name)) + "' is there twice in one list");
    }
    for (auto each = listed_.begin(); each != listed_.end();) {
      const std::uint32_t name = each->name;
      std::array<bool, 4> in{};
      for (; each != listed_.end() && each->name == name; ++each) {
        in[static_cast<std::size_t>(each->list) - static_cast<std::size_t>(dependencies)] = true;
      }
      const auto [runtime, optional, peer, listed_dev] = in;
      const bool dev = listed_dev && !detail::is_installed_at(entry_.location);
      const bool only_peer = peer && !runtime && !optional && !dev;
      const bool optional_peer = only_peer && std::ranges::binary_search(optional_peers_, name);
      auto kinds = dependency_kind::none;
      if (runtime && !optional) { kinds |= dependency_kind::runtime; }
      if (optional || optional_peer) { kinds |= dependency_kind::optional; }
      if (peer) { kinds |= dependency_kind::peer; }
      if (dev) { kinds |= dependency_kind::dev; }
      if (kinds != dependency_kind::none) {
        entry_.needs.push_back({name, kinds, dev || !(optional || optional_peer)});
      }
    }
  }

  const read_limits& limits_;
  package_lock_parts parts_;
  package_lock_entry entry_{};
  std::vector<listed_name> listed_{};  // of the entry
  std::vector<std::uint32_t> optional_peers_{};
  std::uint32_t peer_ = 0;
  std::size_t count_ = 0;
};

artifact_graph read(std::istream& input, const read_limits& limits, const read_progress& progress,
                    std::uint64_t total) {
  package_lock_format format(limits);
  detail::walk_json(format, input, limits, progress, total);
  return format.finish();
}

}  // namespace

artifact_graph read_package_lock(std::istream& input, const read_limits& limits, const read_progress& progress) {
  return read(input, limits, progress, 0);
}

artifact_graph read_package_lock(const std::filesystem::path& file, const read_limits& limits,
                                 const read_progress& progress) {
  return detail::read_from_file(
      file, [&](std::istream& input, std::uint64_t size) { return read(input, limits, progress, size); });
}

}  // namespace fairlead
