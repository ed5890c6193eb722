// SPDX-License-Identifier: BSL-1.0
// All definitions of Boost.JSON, in one source file as its authors offer them.
#include <boost/json/src.hpp>
