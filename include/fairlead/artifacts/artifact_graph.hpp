// SPDX-License-Identifier: BSL-1.0
// The builder of a dependency graph: artifacts and dependencies as sources tell them, in any order. It answers no
// question about order or impact: freeze it into a `graph_snapshot` (freeze.hpp) for those.
#ifndef FAIRLEAD_ARTIFACTS_ARTIFACT_GRAPH_HPP
#define FAIRLEAD_ARTIFACTS_ARTIFACT_GRAPH_HPP

#include <compare>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "../config.hpp"
#include "../error.hpp"
#include "dependency_kind.hpp"
#include "detail/artifact_texts.hpp"
#include "detail/text_table.hpp"

namespace fairlead {

namespace detail {
template <class Word>
class freezer;
}

/// What a graph knows of one artifact. The views belong to whoever made the value.
struct artifact {
  /// Canonical and unique: a package URL where the source gives one, else what the source uses as a reference.
  std::string_view key;
  std::string_view name;     ///< for people; may be empty
  std::string_view version;  ///< as the source spells it; may be empty
  std::string_view digest;   ///< "algorithm:hexadecimal", for example "sha256:9f86..."; empty when not stated

  friend bool operator==(const artifact&, const artifact&) = default;
};

/// One artifact of one `artifact_graph`, numbered in order of arrival. Means nothing to another graph or to a snapshot.
struct artifact_id {
  std::uint32_t value = 0;

  friend constexpr auto operator<=>(artifact_id, artifact_id) noexcept = default;
};

/// Who says so: a document or tool that an `artifact_graph` was told about. The default is nobody in particular.
struct provenance_id {
  std::uint16_t value = 0;

  friend constexpr auto operator<=>(provenance_id, provenance_id) noexcept = default;
};

/// `from -> to`: `from` depends on `to`.
struct dependency {
  artifact_id from;
  artifact_id to;
  dependency_kind kinds = dependency_kind::runtime;
  provenance_id provenance{};

  friend constexpr bool operator==(const dependency&, const dependency&) noexcept = default;
};

/// Whether the dependencies of an artifact are all stated. An artifact without dependencies is a leaf only if `known`.
enum class completeness : std::uint8_t { unknown, known };

/// A reference to an artifact that the source does not describe.
struct dangling_reference {
  std::string_view from;       ///< key of the artifact that refers; empty when the source itself does
  std::string_view reference;  ///< as the source spells it

  friend auto operator<=>(const dangling_reference&, const dangling_reference&) = default;
};

/// Append-only and interned. Move-only; a moved-from graph may only be destroyed or assigned to.
/// Every function that throws has changed nothing.
class artifact_graph {
public:
  /// Bytes of one key, name, version, digest or dangling reference.
  static constexpr std::size_t max_text_size = 65'536;

  /// Adds an artifact. A key that is there already is the same artifact: what was empty is filled in.
  /// Amortised O(size of the texts).
  /// @throws fairlead::error duplicate_artifact if name, version or digest contradicts what is there;
  ///   invalid_value for an empty key; limit_exceeded past `max_text_size`; capacity_exceeded past 16 GiB of keys, or
  ///   of names, versions and digests together, with eight bytes more for each
  artifact_id add_artifact(const artifact& added);

  /// Records that `from` depends on `to`. Repeating an edge adds its kinds and provenance to it; that is settled when
  /// freezing. An artifact that depends on itself is recorded in `self_dependencies` and makes no edge. Amortised O(1).
  /// @throws fairlead::error unknown_artifact for an id of another graph; invalid_value when `kinds` is none or
  ///   `provenance` is of another graph
  void add_dependency(artifact_id from, artifact_id to, dependency_kind kinds = dependency_kind::runtime,
                      provenance_id provenance = {});

  /// Names a document or tool that states dependencies: "app.cdx.json", "dpkg". The same text gives the same id.
  /// O(number of them), which should be small.
  /// @throws fairlead::error invalid_value for an empty text; limit_exceeded past `max_text_size`; capacity_exceeded
  ///   at 65,535 of them
  provenance_id add_provenance(std::string_view text);
  /// Empty for the default. @throws fairlead::error invalid_value
  [[nodiscard]] std::string_view provenance_text(provenance_id id) const;
  [[nodiscard]] std::size_t provenance_count() const noexcept { return provenance_.size(); }

  /// Takes an artifact out of the snapshots to come, with what it depends on; its id stays good. What depends on it
  /// gets a dangling reference to its key there. `add_artifact` with its key brings it back as it was.
  /// @throws fairlead::error unknown_artifact
  void retire(artifact_id id);
  /// @throws fairlead::error unknown_artifact
  [[nodiscard]] bool is_retired(artifact_id id) const;
  /// How many of `artifact_count()` are retired.
  [[nodiscard]] std::size_t retired_count() const noexcept { return retired_; }

  /// Records that `from` refers to something that the source does not describe.
  /// @throws fairlead::error unknown_artifact, limit_exceeded
  void add_dangling(artifact_id from, std::string_view reference);

  /// Records that the source itself refers to something that it does not describe.
  /// @throws fairlead::error limit_exceeded
  void add_dangling(std::string_view reference);

  /// `unknown` until told otherwise. @throws fairlead::error unknown_artifact
  void set_completeness(artifact_id id, completeness value);

  [[nodiscard]] std::size_t artifact_count() const noexcept { return artifacts_.size(); }
  [[nodiscard]] std::optional<artifact_id> find(std::string_view key) const noexcept;
  /// The views live as long as the graph. @throws fairlead::error unknown_artifact
  [[nodiscard]] artifact at(artifact_id id) const;
  /// Likewise; the key alone. @throws fairlead::error unknown_artifact
  [[nodiscard]] std::string_view key(artifact_id id) const;
  /// @throws fairlead::error unknown_artifact
  [[nodiscard]] completeness completeness_of(artifact_id id) const;
  /// As recorded, repeated edges included, in order of arrival. Valid until the next `add_dependency`.
  [[nodiscard]] std::span<const dependency> dependencies() const noexcept { return dependencies_; }
  /// Sorted, without repetition. O(n log n); the views live as long as the graph.
  [[nodiscard]] std::vector<dangling_reference> dangling() const;
  /// Keys of the artifacts that depend on themselves; sorted, without repetition. O(n log n).
  [[nodiscard]] std::vector<std::string_view> self_dependencies() const;

private:
  template <class Word>
  friend class detail::freezer;

  // Numbers in texts_; of an empty text `none`.
  struct description {
    std::uint32_t name, version, digest;
    completeness known = completeness::unknown;
    bool retired = false;
  };
  struct dangling_numbers {
    std::uint32_t from;  // an artifact, or `none`
    std::uint32_t to;    // a text
  };

  void require(artifact_id id) const;
  static void require_size(std::string_view text, const char* what);
  static void refuse(const artifact& added);  // for a text that is too long, or missing
  artifact_id add_new(const artifact& added, detail::text_table::spot there);
  artifact_id merge(artifact_id known, const artifact& added);
  [[nodiscard]] std::uint32_t intern(std::string_view text);
  [[nodiscard]] std::string_view text(std::uint32_t number) const noexcept;
  // To be shared with a snapshot.
  [[nodiscard]] detail::artifact_texts texts() const;

  detail::text_table keys_;   // of each artifact, by id
  detail::text_table texts_;  // everything else
  std::vector<description> artifacts_;
  std::vector<dependency> dependencies_;
  std::vector<dangling_numbers> dangling_;
  std::vector<artifact_id> self_dependencies_;
  std::vector<std::uint32_t> provenance_;  // texts; of id i at i - 1
  std::size_t retired_ = 0;
  // Most sources tell what one artifact depends on in a row, many with its key each time: what may come after an edge,
  // compared before it is hashed.
  artifact_id expected_;
  std::string_view expected_key_;
  bool is_expected_ = false;  // nothing else has come since
};

}  // namespace fairlead

#if FAIRLEAD_DEFINE_INLINE
#include "artifact_graph.ipp"
#endif

#endif
