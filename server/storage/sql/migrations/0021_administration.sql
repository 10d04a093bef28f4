-- SPDX-FileCopyrightText: 2026 The Confab authors
-- SPDX-License-Identifier: Apache-2.0
--
-- Administrators of the server, what they set while it runs, and the log of what they and the operator do.

ALTER TABLE users ADD COLUMN role TEXT NOT NULL DEFAULT 'member';
CREATE INDEX users_by_role ON users (role) WHERE role <> 'member';

CREATE TABLE password_resets ( -- links for who has lost the password: one for each person at most
    user_id BIGINT PRIMARY KEY REFERENCES users (id),
    hash {bytes} NOT NULL UNIQUE,
    ends_at BIGINT NOT NULL
) {clustered};
CREATE INDEX password_resets_by_end ON password_resets (ends_at);

CREATE TABLE server_invites ( -- into no room; each is for one account
    code TEXT PRIMARY KEY,
    by_user BIGINT NOT NULL REFERENCES users (id),
    created_at BIGINT NOT NULL,
    ends_at BIGINT NOT NULL,
    folded_email TEXT -- of whom alone it is for; NULL: anybody
) {clustered};
CREATE INDEX server_invites_by_maker ON server_invites (by_user);
CREATE INDEX server_invites_by_end ON server_invites (ends_at);

CREATE TABLE server_settings (
    name TEXT PRIMARY KEY, -- of a member of the protocol's ServerSettings
    value TEXT NOT NULL
) {clustered};

CREATE TABLE audit (
    id {id},
    at BIGINT NOT NULL,
    by_user BIGINT REFERENCES users (id), -- NULL: the operator
    action TEXT NOT NULL,
    user_id BIGINT REFERENCES users (id),
    room_id BIGINT, -- it may be gone
    detail TEXT NOT NULL
);
CREATE INDEX audit_by_time ON audit (at);
CREATE INDEX audit_by_maker ON audit (by_user) WHERE by_user IS NOT NULL;
CREATE INDEX audit_by_user ON audit (user_id) WHERE user_id IS NOT NULL;

ALTER TABLE nodes ADD COLUMN people BIGINT NOT NULL DEFAULT 0; -- who are connected to it
