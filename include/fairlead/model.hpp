// SPDX-License-Identifier: BSL-1.0
// All of model/: what a lifecycle is, and what the compiler proves of it. C++20 only.
#ifndef FAIRLEAD_MODEL_HPP
#define FAIRLEAD_MODEL_HPP

// IWYU pragma: begin_exports
#include "config.hpp"

// First, so that compilers name few headers on the way to what it says.
#include "model/proof.hpp"

#include "model/after.hpp"
#include "model/amend.hpp"
#include "model/checks.hpp"
#include "model/computation_tree.hpp"
#include "model/compose.hpp"
#include "model/coverage.hpp"
#include "model/description.hpp"
#include "model/diagram.hpp"
#include "model/document.hpp"
#include "model/enumerator_of.hpp"
#include "model/enumerators.hpp"
#include "model/evidence.hpp"
#include "model/fingerprint.hpp"
#include "model/guard.hpp"
#include "model/holds.hpp"
#include "model/invariants.hpp"
#include "model/joint_states.hpp"
#include "model/legend.hpp"
#include "model/lifecycle.hpp"
#include "model/migration.hpp"
#include "model/name.hpp"
#include "model/outcome_sets.hpp"
#include "model/paths.hpp"
#include "model/product.hpp"
#include "model/reading.hpp"
#include "model/reflection.hpp"
#include "model/row.hpp"
#include "model/row_form.hpp"
#include "model/rule.hpp"
#include "model/rule_search.hpp"
#include "model/search.hpp"
#include "model/sequence.hpp"
#include "model/state_checks.hpp"
#include "model/transitions.hpp"
#include "model/verdict.hpp"
#include "model/vocabulary.hpp"
// IWYU pragma: end_exports

#endif
