// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/app/models/fixture.h"

#include "app/client/openroom.h"

namespace confab::models {

bool opens(Workspace& workspace, client::Client& client, RoomId room) {
    workspace.room()->open(double(room.value));
    return test::holdsSoon(
        [&client, room] {
            const client::OpenRoom* open = client.openRooms().find(room);
            return open && open->isLive() && !open->isLoadingOlder();
        },
        30000);
}

} // namespace confab::models
