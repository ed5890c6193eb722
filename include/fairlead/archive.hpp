// SPDX-License-Identifier: BSL-1.0
// All of archive/: values as bytes and files, through cereal. Needs cereal and Boost.CRC.
#ifndef FAIRLEAD_ARCHIVE_HPP
#define FAIRLEAD_ARCHIVE_HPP

// IWYU pragma: begin_exports
#include "archive/bounded_archive.hpp"
#include "archive/document.hpp"
#include "archive/envelope.hpp"
#include "archive/file.hpp"
#include "archive/load_limits.hpp"
#include "archive/serialize.hpp"
// IWYU pragma: end_exports

#endif
