// SPDX-License-Identifier: BSL-1.0
// What really runs in an environment: here, one manifest file each. It knows nothing of lifecycles.
#ifndef FAIRLEAD_EXAMPLES_RELEASE_TRAIN_SITE_HPP
#define FAIRLEAD_EXAMPLES_RELEASE_TRAIN_SITE_HPP

#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include <fairlead/identity/digest.hpp>
#include <fairlead/lifecycles/evidence.hpp>

namespace release_train {

/// What runs, and in which contents: package URL to digest.
using manifest = std::map<std::string, fairlead::digest>;

/// One artifact, and the contents that it has to have.
struct placement {
  std::string key{};
  fairlead::digest content{};
};

/// The text of a manifest file: "digest key", one line each, ascending by key.
std::string text_of(const manifest& contents);
/// The identity of everything that runs: the digest of `text_of`.
fairlead::digest digest_of(const manifest& contents);

/// One environment's manifest file. Every change is whole or not there, and may be repeated.
class site {
public:
  site(const std::filesystem::path& folder, std::string_view environment);

  /// Puts exactly `contents` there.
  void install(const manifest& contents) const;
  /// Brings the artifacts of one wave there, the rest stays.
  void deploy(const std::vector<placement>& wave) const;
  /// Whether the artifacts of a wave run as they should. The subject is all that runs.
  [[nodiscard]] fairlead::health_report check(const std::vector<placement>& wave) const;
  /// What runs there, and that it can be read.
  [[nodiscard]] fairlead::health_report check_all() const;
  /// The first artifact of `wave` that does not run as it should; empty if they all do.
  [[nodiscard]] std::string first_unhealthy(const std::vector<placement>& wave) const;

private:
  [[nodiscard]] manifest read() const;
  std::filesystem::path file_;
};

}  // namespace release_train

#endif
