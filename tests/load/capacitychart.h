// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "tests/load/report.h"

namespace confab::load {

/// The curves of a CapacityBench as a picture for docs/benchmarks.md: for each workload the time of a delivery and the
/// processor cores in use, by deliveries a second, for each server up to its capacity.
std::string capacityChart(const Report& report);

} // namespace confab::load
