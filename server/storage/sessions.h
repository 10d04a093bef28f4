// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/error.h"
#include "common/core/ids.h"
#include "common/core/time.h"

#include <QByteArray>
#include <QCryptographicHash>
#include <qcoro/qcorotask.h>

namespace confab {

struct NewSession {
    UserId user;
    QString device;
    QByteArray refreshHash; ///< a hash of the refresh token; the token itself is never stored
    UtcTime at;
    UtcTime idleUntil;    ///< unused until then, it ends; each rotation moves it on
    UtcTime endsAt;       ///< it ends then, used or not
    QString address = {}; ///< of the device, for its owner; empty: not known
    /// With which its owner has proven to know the password; empty: there was nothing to prove.
    QByteArray passwordHash = {};
    bool isCodeProven = false; ///< a code of the account's second factor was given, too
};

/// A device that is signed in.
struct SignedInDevice {
    SessionId session;
    QString device;
    UtcTime createdAt;
    UtcTime usedAt;  ///< when its tokens were renewed last
    UtcTime endsAt;  ///< used or not
    QString address; ///< from which that was; empty: not known
};

/// The session and generation of a token pair. `generation` counts rotations. All of it is in the access token, too:
/// the numbers come again after an older state of the database was restored, so `proof` says which session and
/// generation is meant.
struct SessionHandle {
    SessionId id;
    UserId user;
    qint64 generation = 0;
    QByteArray proof; ///< accessProof() of the generation's refresh token
};

/// 16 bytes derived from this hash, as random as its refresh token, that reveal neither the token nor the hash.
inline QByteArray accessProof(const QByteArray& refreshHash) {
    constexpr qsizetype bytes = 16;
    return QCryptographicHash::hash(QByteArray("access " + refreshHash), QCryptographicHash::Sha256).first(bytes);
}

/// Signed-in devices, one row each, found by the hash of their refresh token.
///
/// Rotation survives a lost reply: rotate() makes the new pair *pending* beside the presented one, which stays valid
/// until the new pair is first used (by its refresh token or its access token, see confirm()). Presenting the same
/// token again replaces the pending pair. Presenting a token that a confirmed pair has superseded means that two
/// parties hold tokens of this session: it is revoked.
class SessionStore {
public:
    virtual ~SessionStore() = default;
    /// The new session, and those that it ended because a person may have limits::sessionsPerPerson at most.
    struct Creation {
        SessionHandle session;
        QList<SessionId> ended;
    };
    /// AuthInvalid when the account is disabled by now, or has another hash than that of the proof; AuthCodeRequired
    /// when it has a second factor, and no code was given.
    virtual QCoro::Task<Result<Creation>> create(NewSession session) = 0;
    /// The session with the new, pending generation. AuthExpired: unknown, ended, revoked, or a superseded token (which
    /// revokes the session, and `revoked` tells which).
    struct Rotation {
        std::optional<SessionHandle> session;
        std::optional<SessionId> revoked;
    };
    virtual QCoro::Task<Result<Rotation>> rotate(QByteArray presentedHash, QByteArray newHash, UtcTime now,
                                                 UtcTime idleUntil, QString address = {}) = 0;
    /// An access token of this generation was used: if it is the pending one, it becomes the current one. AuthExpired
    /// when the session has ended, the generation is an older one than the current, or the proof is not the
    /// generation's.
    virtual QCoro::Task<Status> confirm(SessionHandle handle, UtcTime now) = 0;
    virtual QCoro::Task<Status> revoke(SessionId id, UtcTime now) = 0;
    /// Likewise, of this user alone. InputInvalid when the user has, and had, no such session.
    virtual QCoro::Task<Status> revokeOf(UserId user, SessionId id, UtcTime now) = 0;
    /// The most recently used first.
    virtual QCoro::Task<Result<QList<SignedInDevice>>> devices(UserId user, UtcTime now) = 0;
    /// Those of `sessions`, each once, that were revoked, are over, or never were.
    virtual QCoro::Task<Result<QList<SessionId>>> ended(QList<SessionId> sessions, UtcTime now) = 0;
    /// The key that signs access tokens, the same for all nodes: the stored one, or `fresh`, which is stored when there
    /// is none. Two nodes that ask at once get the same.
    virtual QCoro::Task<Result<QByteArray>> signingKey(QByteArray fresh) = 0;
};

} // namespace confab
