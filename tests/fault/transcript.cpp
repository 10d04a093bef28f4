// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/fault/transcript.h"

#include <QCryptographicHash>

namespace confab::test {

QByteArray digestOf(const Event& event) {
    return QCryptographicHash::hash(encodeFrame(event, Codec::Cbor), QCryptographicHash::Sha256);
}

Transcript::Offered Transcript::offer(const Event& event) {
    const QByteArray digest = digestOf(event);
    if (event.seq <= last())
        return m_digests[size_t(event.seq - 1)] == digest ? Offered::Known : Offered::Differs;
    if (event.seq > last() + 1) {
        m_aside.emplace(event.seq, digest);
        return Offered::Hole;
    }
    m_digests.push_back(digest);
    while (!m_aside.empty() && m_aside.begin()->first <= last() + 1) {
        const auto [seq, kept] = *m_aside.begin();
        m_aside.erase(m_aside.begin());
        if (seq == last() + 1)
            m_digests.push_back(kept);
        else if (m_digests[size_t(seq - 1)] != kept)
            return Offered::Differs;
    }
    return Offered::Taken;
}

QByteArray Transcript::hash() const {
    QCryptographicHash hash(QCryptographicHash::Sha256);
    for (const QByteArray& digest : m_digests)
        hash.addData(digest);
    return hash.result().toHex();
}

} // namespace confab::test
