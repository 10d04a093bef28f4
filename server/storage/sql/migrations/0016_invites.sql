-- SPDX-FileCopyrightText: 2026 The Confab authors
-- SPDX-License-Identifier: Apache-2.0
--
-- Invitations: who has the code of one may become a member of its room. The rows of those that have ended are removed.

CREATE TABLE invites (
    code TEXT PRIMARY KEY,
    room_id BIGINT NOT NULL REFERENCES rooms (id),
    by_user BIGINT NOT NULL REFERENCES users (id),
    created_at BIGINT NOT NULL,
    ends_at BIGINT,  -- NULL: it does not end by itself
    uses_left BIGINT -- NULL: any number
) {clustered};
CREATE INDEX invites_by_room ON invites (room_id);
CREATE INDEX invites_by_maker ON invites (by_user);
CREATE INDEX invites_by_end ON invites (ends_at) WHERE ends_at IS NOT NULL;
