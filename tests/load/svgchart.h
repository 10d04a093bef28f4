// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "tests/load/report.h"

namespace confab::load {

/// The report as a picture for docs/benchmarks.md: bars of confab beside the floor, and whether each figure meets its
/// target.
std::string svgChart(const Report& report);

} // namespace confab::load
