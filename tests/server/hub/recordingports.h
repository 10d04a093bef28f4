// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/hub/outbound.h"

#include <QHash>

#include <map>
#include <memory>
#include <vector>

namespace confab {

/// Plays an io thread for the hub: records each connection's subscriptions to rooms, and what it got, in order.
class RecordingPort final : public OutboundPort {
public:
    void post(Outbound item) override {
        std::visit([this](const auto& one) { take(one); }, item);
        items.push_back(std::move(item));
    }

    bool hasRoom() override { return !isFull; }

    bool isFull = false;
    std::vector<Outbound> items;
    std::map<ConnectionId, QHash<RoomId, Subscription>> subscriptions;
    std::map<ConnectionId, std::vector<Notification>> received;
    std::map<qint64, Result<Answer>> answers;  // by the call's number
    std::map<quint64, Result<Answer>> replies; // by the ticket's number
    std::vector<Disconnect> disconnects;
    int publications = 0;

private:
    void take(const CallReply& answered) { answers.emplace(qint64(answered.number), answered.result); }
    void take(const StatelessReply& reply) { replies.emplace(reply.ticket.number, reply.result); }
    void take(const Disconnect& disconnect) { disconnects.push_back(disconnect); }
    void take(const Listen& listen) {
        if (listen.subscription == Subscription::None)
            subscriptions[listen.connection].remove(listen.room);
        else
            subscriptions[listen.connection].insert(listen.room, listen.subscription);
    }
    void take(const std::shared_ptr<const Publication>& publication) {
        ++publications;
        for (const auto& [connection, rooms] : subscriptions) {
            if (connection == publication->except || !rooms.contains(publication->room))
                continue;
            const bool entered = rooms.value(publication->room) == Subscription::Events;
            if (const auto& notification = entered ? publication->toEntered : publication->toWatching)
                received[connection].push_back(*notification);
        }
    }
    void take(const Notified& notified) { received[notified.connection].push_back(notified.notification); }
    void take(const auto&) {}
};

/// Ports of several io threads.
struct RecordingPorts {
    explicit RecordingPorts(int count) {
        for (int i = 0; i < count; ++i)
            ports.push_back(std::make_unique<RecordingPort>());
    }
    OutboundPorts all() const {
        OutboundPorts pointers;
        for (const auto& port : ports)
            pointers.push_back(port.get());
        return pointers;
    }
    RecordingPort& of(ConnectionId connection) const { return *ports[connection.io]; }
    std::vector<Notification> received(ConnectionId connection) const { return of(connection).received[connection]; }
    void forget() {
        for (const auto& port : ports) {
            port->items.clear();
            port->received.clear();
            port->publications = 0;
        }
    }

    template <class N>
    std::vector<N> receivedOf(ConnectionId connection) const {
        std::vector<N> found;
        for (const Notification& notification : received(connection)) {
            if (const N* typed = std::get_if<N>(&notification))
                found.push_back(*typed);
        }
        return found;
    }

    std::vector<std::unique_ptr<RecordingPort>> ports;
};

} // namespace confab
