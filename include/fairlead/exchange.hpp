// SPDX-License-Identifier: BSL-1.0
// Everything of exchange/: readers and writers of formats that others defined. Compiled only: link libfairlead.
#ifndef FAIRLEAD_EXCHANGE_HPP
#define FAIRLEAD_EXCHANGE_HPP

#include "exchange/cargo_lock.hpp"
#include "exchange/cyclonedx.hpp"
#include "exchange/debian_packages.hpp"
#include "exchange/dpkg_status.hpp"
#include "exchange/neighbourhood_diagram.hpp"
#include "exchange/package_lock.hpp"
#include "exchange/read_graph.hpp"
#include "exchange/read_limits.hpp"
#include "exchange/read_progress.hpp"
#include "exchange/spdx.hpp"
#include "exchange/write_cyclonedx.hpp"

#endif
