// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/fault/transcript.h"
#include "common/protocol/fieldwriting.h"

#include <QCryptographicHash>

namespace confab::test {

QByteArray digestOf(const Event& event) {
    return QCryptographicHash::hash(encodeFrame(event, Codec::Cbor), QCryptographicHash::Sha256);
}

Transcript::Pushed Transcript::push(const Event& event) {
    const QByteArray digest = digestOf(event);
    if (event.seq <= last())
        return m_digests[size_t(event.seq - 1)] == digest ? Pushed::Known : Pushed::Differs;
    if (event.seq > last() + 1) {
        m_buffered.emplace(event.seq, digest);
        return Pushed::Hole;
    }
    m_digests.push_back(digest);
    while (!m_buffered.empty() && m_buffered.begin()->first <= last() + 1) {
        const auto [seq, kept] = *m_buffered.begin();
        m_buffered.erase(m_buffered.begin());
        if (seq == last() + 1)
            m_digests.push_back(kept);
        else if (m_digests[size_t(seq - 1)] != kept)
            return Pushed::Differs;
    }
    return Pushed::Taken;
}

QByteArray Transcript::hash() const {
    QCryptographicHash hash(QCryptographicHash::Sha256);
    for (const QByteArray& digest : m_digests)
        hash.addData(digest);
    return hash.result().toHex();
}

} // namespace confab::test
