// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "tests/load/fleet.h"
#include "tests/load/histogram.h"

namespace confab::load {

/// A client that writes into a room that it has entered.
struct Talker {
    size_t client = 0; ///< its index in the fleet
    qint64 room = 0;
    quint32 audience = 0; ///< connections that have entered the room, the talker's too: so often is a message delivered
};

/// The rate of a conversation. A message is on its way until its answer and all its deliveries have come.
struct Pace {
    double perSecond = 0; ///< messages, over all talkers, evenly spread over time; 0: as fast as `onTheWay` allows
    size_t onTheWay = 0;  ///< so many are always on their way; 0: any number
    std::chrono::milliseconds time{5'000};
    std::chrono::milliseconds drain{30'000}; ///< after the last message was sent, for deliveries on their way
};

/// The results of a conversation. All messages count, and all of their deliveries, also those after the last was sent.
struct Outcome {
    quint64 sent = 0;
    quint64 delivered = 0;
    quint64 lost = 0;       ///< deliveries that never came
    quint64 doubled = 0;    ///< deliveries that came once more
    quint64 disordered = 0; ///< deliveries before which the room's log had a hole
    quint64 refused = 0;
    double bytesEach = 0; ///< the size of a delivery
    double seconds = 0;   ///< from the first message until the last delivery
    Histogram delivery;   ///< from sending to each receiver
    Histogram ack;        ///< from sending to the sender's answer
    std::string trouble{};

    bool isRight() const {
        return trouble.empty() && sent > 0 && lost == 0 && doubled == 0 && disordered == 0 && refused == 0;
    }
    double perSecond() const { return seconds > 0 ? double(delivered) / seconds : 0; }
};

/// Sends, and follows each message until all its deliveries have come.
/// Thread: the fleet's. Owned by: a benchmark, for one run().
class Conversation final : public ClientListener {
public:
    /// The talkers take turns. `number` is the last message's number so far: none is used twice, as it is in the
    /// clientId.
    Conversation(Fleet& fleet, const std::vector<Talker>& talkers, quint64& number);
    ~Conversation() override;

    Outcome run(const Pace& pace);

    void delivered(const Stamp& stamp, qint64 now) override;
    void answered(const NoticeReader::Answer& answer, std::string_view text, qint64 now) override;

private:
    struct Message {
        qint64 sentAt = 0;
        quint32 audience = 0;
        quint32 arrived = 0;
        bool answered = false;
        bool isThrough() const { return answered && arrived >= audience; }
    };
    std::optional<std::chrono::nanoseconds> turn(const Pace& pace);
    Message* find(quint64 number);
    void sendNext();
    void settle();

    Fleet& m_fleet;
    const std::vector<Talker>& m_talkers;
    quint64& m_number;
    const quint64 m_before; // the last number of earlier conversations
    std::vector<Message> m_messages;
    size_t m_through = 0;
    qint64 m_begunAt = 0;
    qint64 m_lastAt = 0;
    Outcome m_outcome;
};

} // namespace confab::load
