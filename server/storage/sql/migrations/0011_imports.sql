-- SPDX-FileCopyrightText: 2026 The Confab authors
-- SPDX-License-Identifier: Apache-2.0
--
-- Rooms that were imported, by what they are at their source: the same export again adds nothing.

CREATE TABLE imported_rooms (
    source TEXT PRIMARY KEY, -- "slack:T024BE7LD/C024BE91L"
    room_id BIGINT NOT NULL REFERENCES rooms (id)
) {clustered};
CREATE INDEX imported_rooms_by_room ON imported_rooms (room_id);
