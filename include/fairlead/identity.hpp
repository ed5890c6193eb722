// SPDX-License-Identifier: BSL-1.0
// All of identity/: who and what things are. C++20 only.
#ifndef FAIRLEAD_IDENTITY_HPP
#define FAIRLEAD_IDENTITY_HPP

// IWYU pragma: begin_exports
#include "config.hpp"
#include "error.hpp"
#include "identity/actor.hpp"
#include "identity/digest.hpp"
#include "identity/duration.hpp"
#include "identity/package_url.hpp"
#include "identity/purl_parts.hpp"
#include "identity/rfc3339.hpp"
#include "identity/semantic_version.hpp"
#include "identity/sha256.hpp"
#include "identity/timestamp.hpp"
#include "identity/version_range.hpp"
// IWYU pragma: end_exports

#endif
