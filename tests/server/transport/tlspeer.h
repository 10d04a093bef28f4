// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QByteArray>

#include <memory>
#include <optional>

struct ssl_st;
struct ssl_ctx_st;

namespace confab::test {

/// A certificate that signs itself and its key, as PEM, made in this process.
struct TlsPair {
    QByteArray certificate;
    QByteArray key;
};
TlsPair makeTlsPair();
/// The same key, but a passphrase guards it.
QByteArray guarded(const QByteArray& keyPem);

/// Two ends of a TCP connection on the loopback that hold as little under way as the system allows; the client's does
/// not block.
struct NarrowPair {
    int server = -1; ///< the taker closes it
    int client = -1;
};
std::optional<NarrowPair> makeNarrowPair();

/// The client's end of a TLS connection, by OpenSSL alone: it reads on request, and can send what no honest client
/// sends.
/// Thread: the test's. Owned by: the test.
class TlsPeer {
public:
    /// `version`: TLS1_2_VERSION or TLS1_3_VERSION. The descriptor is the peer's from here on.
    TlsPeer(int descriptor, int version);
    ~TlsPeer();
    TlsPeer(const TlsPeer&) = delete;
    TlsPeer& operator=(const TlsPeer&) = delete;

    /// Each is one step that does not wait. True when it is done.
    bool shakeHands();
    bool write(const QByteArray& bytes);
    bool changeKeys();
    /// Says close_notify; true when the other end has said it, too.
    bool end();
    /// False where the other end declines it.
    bool renegotiate();
    bool isRenegotiated() const;
    /// Past TLS.
    bool writeBelow(const QByteArray& bytes);
    /// What has come, at most so much.
    QByteArray read(int most);

    bool hasFailed() const { return m_hasFailed; }
    /// The other end said that nothing more comes.
    bool sawEnd() const { return m_sawEnd; }
    /// Records with data for the application that came until now, or what looks like them.
    int records() const { return m_records; }
    /// Whether the session could be taken up again.
    bool isResumable() const;
    /// For small records (RFC 6066).
    void wantRecordsOf512Bytes();

private:
    bool done(int result);

    std::unique_ptr<ssl_ctx_st, void (*)(ssl_ctx_st*)> m_context;
    std::unique_ptr<ssl_st, void (*)(ssl_st*)> m_ssl;
    const int m_descriptor;
    int m_records = 0;
    bool m_hasFailed = false;
    bool m_sawEnd = false;
};

} // namespace confab::test
