// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/transport/http/bodysink.h"

#include <QObject>

namespace confab::links {

class HttpLinks;

/// The server-sent events of a link, without an end that is known before.
/// Thread: its io thread. Owned by: the answer, then by the connection.
class EventStream final : public BodySource {
public:
    /// `first`: what is said first; may be empty. `links` outlives this.
    EventStream(HttpLinks& links, QByteArray token, QByteArray first);
    ~EventStream() override;

    qint64 bytes() const override { return unknownBytes; }
    void next(Then then) override;

private:
    void tell(const Then& then, QByteArray piece);

    HttpLinks& m_links;
    const QByteArray m_token;
    QByteArray m_first;
    bool m_hasBegun = false;
    quint64 m_ticket = 0;
    QObject m_anchor; // calls posted to it are dropped with it
};

} // namespace confab::links
