// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/mailbox.h"
#include "common/protocol/closecodes.h"
#include "server/transport/http/http.h"

#include <QObject>
#include <QSslCertificate>

#include <atomic>
#include <memory>
#include <variant>
#include <vector>

namespace confab::links {

/// What an HTTP request asks of the link that its connection token names.
struct LinkRequest {
    enum class Kind {
        Open,   ///< the first GET: makes the link
        Poll,   ///< waits for what the server says
        Send,   ///< brings messages of the client
        End,    ///< the client goes
        Forget, ///< the poll of this ticket is not waited for any more
    };
    Kind kind = Kind::Poll;
    quint16 from = 0;   ///< the io thread that asks
    quint64 ticket = 0; ///< never used twice on that thread
    QByteArray token;
    QByteArray body;                    ///< of Send
    std::optional<HttpRequest> request; ///< of Open
};

/// Its reply; Forget has none.
struct LinkReply {
    quint64 ticket = 0;
    int status = 200; ///< 204: the connection has ended; 404: there is no such link
    QByteArray bytes; ///< of Poll
    bool isSignedIn = false;
    CloseCode closed = CloseCode::Normal; ///< of 204: why
};

/// Between the io threads of a node: a link lives on the thread that its token names, and its requests arrive on any.
/// A token also names the address where other nodes reach its node, sealed with the installation's key: so that each of
/// them can bring it a request that came to them, and asks no server that somebody made up.
/// Thread: attach() and detach() on the io thread, before and after all posts; everything else any. Owned by: Daemon.
class LinkMail {
public:
    using Letter = std::variant<LinkRequest, LinkReply>;
    using Handler = std::function<void(Letter&)>;

    /// `key`: what seals addresses, the same on all nodes of the installation, and a secret.
    explicit LinkMail(int ioThreads, QByteArray key = {});

    /// A connection token, which nobody guesses, for a link on this thread.
    QByteArray newToken(quint16 io) const;
    /// The io thread that a token of this node names. Nothing: it is of another node, of an earlier run, or none.
    std::optional<quint16> homeOf(QByteArrayView token) const;

    /// Where other nodes reach this one, "http://10.0.0.5:7450". Called once; before it tokens name no address.
    /// `certificates`: the chain of this node, which the others of the installation often share, and which is trusted
    /// beside the system's authorities when one of them is asked by https.
    void setAddress(QByteArray address, QList<QSslCertificate> certificates = {});
    const QList<QSslCertificate>& certificates() const { return m_certificates; }
    /// The address in a token of another node. Nothing: it is of this run of this node, names none, or no node with
    /// this key made it.
    std::optional<QByteArray> otherNodeOf(QByteArrayView token) const;

    void attach(quint16 io, Handler handler);
    void detach(quint16 io);
    bool tryPost(quint16 to, Letter letter);
    /// A reply is always taken: its request was admitted.
    void reply(quint16 to, LinkReply reply);

private:
    struct Box {
        Handler handler; // the io thread's
        std::unique_ptr<QObject> home;
        std::unique_ptr<Mailbox<Letter>> letters;
    };
    QByteArray sealOf(const QByteArray& sealed) const;

    const QByteArray m_run; // names this run of this node
    const QByteArray m_key;
    QByteArray m_address;
    QList<QSslCertificate> m_certificates;
    std::atomic<bool> m_hasAddress = false; // m_address stays as it is from here on
    std::vector<Box> m_boxes;
};

/// 128 bits that nobody guesses, in base64url.
QByteArray randomToken();

} // namespace confab::links
