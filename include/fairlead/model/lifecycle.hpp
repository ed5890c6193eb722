// SPDX-License-Identifier: BSL-1.0
// What a lifecycle is written with: the words of the model, the rules that it can state about itself, and their proof.
#ifndef FAIRLEAD_MODEL_LIFECYCLE_HPP
#define FAIRLEAD_MODEL_LIFECYCLE_HPP

// IWYU pragma: begin_exports
#include "proof.hpp"
#include "vocabulary.hpp"
// IWYU pragma: end_exports

#endif
