// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "tests/fault/finaldatabase.h"
#include "tests/support/clusterfixture.h"

namespace confab::test {

/// Makes the database itself record every seat taken and given up, and every node's lease; and searches the records for
/// an instant with more seated people than the room has seats.
/// Thread: the test's. Owned by: the test.
class SeatLog {
public:
    /// Once the nodes have made their tables. False: the database's log says why.
    static bool install(ClusterFixture& cluster);
    /// The most that had a seat at one instant, by the database's own clock.
    static int mostAtOnce(FinalDatabase& database, RoomId room);
};

} // namespace confab::test
