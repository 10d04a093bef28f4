// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/daemon/collectors.h"

#include "server/transport/transportcounters.h"

namespace confab {

namespace {

std::string nameOf(size_t errorKind) {
    return std::string(errorRow(ErrorKind(errorKind)).name);
}

void collectIo(Samples& s, const std::string& io, const IoCounters& c) {
    // Read the closed count before the opened one, so that the difference is never negative.
    const quint64 closed = c.closed.value();
    s.gauge("confab_connections_open", "WebSockets that are open.", double(c.opened.value() - closed), {{"io", io}});
    s.counter("confab_sockets_total", "Client sockets that were accepted.", c.sockets.value(), {{"io", io}});
    s.counter("confab_connections_total", "WebSockets that were opened.", c.opened.value(), {{"io", io}});
    s.counter("confab_received_bytes_total", "Bytes that came over WebSockets.", c.bytesIn.value(), {{"io", io}});
    s.counter("confab_sent_bytes_total", "Bytes of frames that were written.", c.bytesOut.value(), {{"io", io}});
    s.counter("confab_received_messages_total", "Whole messages that came.", c.messagesIn.value(), {{"io", io}});
    s.counter("confab_sent_frames_total", "Frames that were queued for a reader.", c.framesOut.value(), {{"io", io}});
    s.counter("confab_dropped_frames_total", "Ephemeral frames that were dropped, because much waited already.",
              c.framesDropped.value(), {{"io", io}});
    s.counter("confab_slow_readers_closed_total", "Connections that were given up because nobody read.",
              c.slowReaders.value(), {{"io", io}});
    s.counter("confab_outbox_evictions_total",
              "Of those, the ones that made room when too much waited for all together.", c.evictedReaders.value(),
              {{"io", io}});
    s.gauge("confab_outbox_bytes", "Bytes that wait for readers, in all outboxes.", double(c.outboxBytes.value()),
            {{"io", io}});
    s.gauge("confab_outbox_readers", "Readers for whom something waits.", double(c.outboxReaders.value()),
            {{"io", io}});
}

void collectCloses(Samples& s, const std::vector<const IoCounters*>& all) {
    constexpr const char* name = "confab_connections_closed_total";
    constexpr const char* help = "WebSockets that were closed, by whom, and by which code when it was this server.";
    quint64 byPeer = 0;
    for (const IoCounters* io : all)
        byPeer += io->closedByPeer.value();
    s.counter(name, help, byPeer, {{"by", "peer"}, {"code", "none"}});
    for (size_t place = 0; place <= IoCounters::serverCodes.size(); ++place) {
        quint64 count = 0;
        for (const IoCounters* io : all)
            count += io->closedByServer[place].value();
        const bool isOther = place == IoCounters::serverCodes.size();
        s.counter(name, help, count,
                  {{"by", "server"}, {"code", isOther ? "other" : std::to_string(IoCounters::serverCodes[place])}});
    }
}

void collectNodeMessages(Samples& s, const BrokerCounts& c) {
    constexpr const char* lost = "Messages between nodes that were lost on this one; the database has what they said.";
    s.counter("confab_node_messages_sent_total", "Messages to other nodes that Redis was given.", c.sent);
    s.counter("confab_node_messages_received_total", "Messages of other nodes.", c.received);
    s.counter("confab_node_messages_dropped_total", lost, c.notSent, {{"where", "redis"}});
    s.counter("confab_node_messages_dropped_total", lost, c.unreadable, {{"where", "unreadable"}});
    s.counter("confab_node_messages_dropped_total", lost, c.foreign, {{"where", "foreign"}});
    s.counter("confab_node_messages_dropped_total", lost, c.forged, {{"where", "forged"}});
    s.counter("confab_node_messages_dropped_total", lost, c.stale, {{"where", "stale"}});
    s.counter("confab_node_messages_dropped_total", lost, c.unproven, {{"where", "unproven"}});
    collectQueue(s, {{"queue", "redis"}}, c.unconfirmed);
    s.counter("confab_redis_connects_total", "How often the connection to Redis was made.", c.connected);
}

} // namespace

void collectQueue(Samples& s, const Samples::Labels& labels, const QueueCounts& counts) {
    s.gauge("confab_queue_length", "What waits in a queue.", double(counts.length), labels);
    if (counts.capacity == 0)
        return;
    s.gauge("confab_queue_capacity", "What may wait in it.", double(counts.capacity), labels);
    s.counter("confab_queue_refused_total", "What was not taken because it was full.", counts.refused, labels);
}

void collectTransport(Samples& s, const Transport& transport) {
    s.gauge("confab_sockets_open", "Client sockets that are open, HTTP and handshakes included.",
            double(transport.openSockets()));
    s.gauge("confab_sockets_capacity", "Client sockets that may be open.", double(transport.maxSockets()));
    constexpr const char* refused = "Sockets that were not let in.";
    s.counter("confab_sockets_refused_total", refused, transport.acceptCounters().noPlace.value(),
              {{"reason", "no_place"}});
    s.counter("confab_sockets_refused_total", refused, transport.acceptCounters().noDescriptor.value(),
              {{"reason", "no_descriptor"}});
    s.counter("confab_sockets_refused_total", refused, transport.addressRefusals(), {{"reason", "address"}});
    s.counter("confab_forwarded_unknown_total", "Clients of proxies whose X-Forwarded-For did not say who they are.",
              transport.unknownClients());
    const std::vector<const IoCounters*> all = transport.ioCounters();
    for (size_t io = 0; io < all.size(); ++io)
        collectIo(s, std::to_string(io), *all[io]);
    collectCloses(s, all);
    const std::vector<size_t> waiting = transport.socketsWaiting();
    for (size_t io = 0; io < waiting.size(); ++io)
        collectQueue(s, {{"queue", "sockets-" + std::to_string(io)}}, {waiting[io], 0, 0});
    collectQueue(s, {{"queue", "admissions"}}, {transport.admissionsWaiting(), 0, 0});
}

void collectSessions(Samples& s, const IoInboxes& inboxes) {
    std::array<quint64, errorKinds> refused{};
    for (size_t io = 0; io < inboxes.size(); ++io) {
        const SessionCounters& counters = std::as_const(*inboxes[io]).counters();
        s.counter("confab_deliveries_total", "Frames for people who listen to a room.", counters.deliveries.value(),
                  {{"io", std::to_string(io)}});
        collectQueue(s, {{"queue", "io-" + std::to_string(io)}}, inboxes[io]->queue());
        for (size_t kind = 0; kind < errorKinds; ++kind)
            refused[kind] += counters.refused[kind].value();
    }
    for (size_t kind = 0; kind < errorKinds; ++kind) {
        if (errorRow(ErrorKind(kind)).code != 0)
            s.counter("confab_frames_refused_total", "Frames that were refused before any rule was asked.",
                      refused[kind], {{"kind", nameOf(kind)}});
    }
}

void collectChat(Samples& s, const ChatParts& chat) {
    const ChatService& service = chat.service();
    collectQueue(s, {{"queue", "chat"}}, service.inboxCounts());
    collectQueue(s, {{"queue", "hashing"}}, chat.hashing());
    collectQueue(s, {{"queue", "hashing-answers"}}, {chat.hashingAnswers(), 0, 0});
    const HubCounters& live = service.live();
    s.gauge("confab_sessions_signed_in", "Connections that are signed in.", double(live.signedIn.value()));
    s.gauge("confab_people_online", "People with a connection.", double(live.people.value()));
    s.gauge("confab_rooms_open", "Rooms that somebody listens to.", double(live.roomsOpen.value()));
    s.gauge("confab_people_in_rooms", "People who are in a room, once for each room.",
            double(live.peopleInRooms.value()));
    const CallCounters& calls = service.calls();
    s.gauge("confab_calls_unanswered", "Calls that are being worked on.", double(calls.unanswered()));
    constexpr const char* help = "Calls that were answered, by method and by what became of them.";
    for (size_t method = 0; method < CallCounters::methods; ++method) {
        const std::string name(CallCounters::name(method));
        s.counter("confab_calls_total", help, calls.count(method, std::nullopt), {{"method", name}, {"outcome", "ok"}});
        for (size_t kind = 0; kind < errorKinds; ++kind) {
            if (const quint64 count = calls.count(method, ErrorKind(kind)))
                s.counter("confab_calls_total", help, count, {{"method", name}, {"outcome", nameOf(kind)}});
        }
        s.histogram("confab_call_seconds", "Time from a call's arrival to its answer.", calls.seconds(method),
                    {{"method", name}});
    }
}

void collectStorage(Samples& s, const ChatParts& chat) {
    const SqlStorage& storage = chat.storage();
    const StorageCounts counts = storage.counts();
    const StorageQueues& queues = counts.queues;
    collectQueue(s, {{"queue", "writer"}}, queues.writer);
    collectQueue(s, {{"queue", "readers"}}, queues.readers);
    collectQueue(s, {{"queue", "storage-answers"}}, {queues.answers, 0, 0});
    s.counter("confab_writes_total", "Jobs that the writer was given.", counts.writes);
    s.counter("confab_reads_total", "Jobs that readers have done.", counts.reads);
    s.counter("confab_commits_total", "Transactions that were committed.", counts.commits);
    s.counter("confab_commits_repeated_total", "Transactions that were run again: others were in their way.",
              counts.repeatedBatches);
    s.counter("confab_commits_refused_total", "Transactions that failed.", counts.refusedBatches);
    s.counter("confab_writes_aside_total", "Jobs that waited for locks of other sessions, beside all others.",
              counts.waitedForLocks);
    s.histogram("confab_commit_seconds", "Time of a transaction, its sync included.", queues.commitSeconds);
    s.histogram("confab_commit_jobs", "Jobs in one transaction.", queues.batchJobs);
    const IndexerCounters& index = chat.indexer().counters();
    s.gauge("confab_search_unindexed_events", "Events that the search has no index of yet, as this node last looked.",
            double(index.unindexed.value()));
    s.counter("confab_search_slices_total", "Slices of messages that this node indexed.", index.slices.value());
    const RetentionCounters& retention = chat.retention().counters();
    s.counter("confab_messages_forgotten_total",
              "Messages that were older than they are kept, and that this node forgot.", retention.messages.value());
    s.counter("confab_retention_slices_total", "Slices of rooms in which this node looked for such messages.",
              retention.slices.value());
}

void collectFiles(Samples& s, const ChatParts& chat) {
    const FileService& files = chat.files();
    const FileCounters& counters = files.counters();
    collectQueue(s, {{"queue", "file-requests"}}, files.queue());
    collectQueue(s, {{"queue", "files"}}, files.thread().queue());
    s.gauge("confab_files_stored", "Files, as this node last knew.", double(counters.storedFiles.value()));
    s.gauge("confab_file_bytes_stored", "Bytes of files and of what is being uploaded, as quotas count them.",
            double(counters.storedBytes.value()));
    s.counter("confab_uploads_total", "Uploads that became files.", counters.uploads.value());
    s.counter("confab_uploaded_bytes_total", "Bytes of these.", counters.uploadedBytes.value());
    s.counter("confab_downloads_total", "Files that were opened.", counters.opened.value());
    s.counter("confab_files_forgotten_total", "Files that no message carried, and uploads that nobody finished.",
              counters.forgotten.value());
    for (size_t kind = 0; kind < errorKinds; ++kind) {
        if (errorRow(ErrorKind(kind)).code != 0)
            s.counter("confab_file_requests_refused_total", "Requests about files that were refused.",
                      counters.refused[kind].value(), {{"kind", nameOf(kind)}});
    }
}

void collectHooks(Samples& s, const ChatParts& chat) {
    const HookCounters& counters = chat.hooks().counters();
    for (size_t end = 0; end < HookCounters::ends.size(); ++end)
        s.counter("confab_hook_requests_total", "Requests to outgoing webhooks, by what became of them.",
                  counters.requests[end].value(), {{"outcome", HookCounters::ends[end]}});
    s.counter("confab_hook_answers_total", "Answers to commands that were posted into rooms.",
              counters.answers.value());
    s.gauge("confab_hooks_in_hand", "Webhooks that this node has in hand.", double(counters.inHand.value()));
    s.gauge("confab_hooks_waiting", "Outgoing webhooks with something to deliver, as this node last looked.",
            double(counters.waiting.value()));
    s.gauge("confab_hooks_failing", "Of these, the ones whose last delivery failed.", double(counters.failing.value()));
}

void collectNodes(Samples& s, const ChatParts& chat) {
    const Backplane& backplane = chat.service().backplane();
    static constexpr std::array kinds{"room.created",     "member.joined",  "member.left",      "member.role",
                                      "message",          "message.edited", "message.deleted",  "reaction.added",
                                      "reaction.removed", "message.pinned", "message.unpinned", "room.updated",
                                      "member.muted",     "unknown"};
    const NodeCounters& counters = backplane.counters();
    static_assert(kinds.size() == std::tuple_size_v<decltype(NodeCounters::appended)>);
    for (size_t kind = 0; kind < kinds.size(); ++kind)
        s.counter("confab_events_appended_total", "Events that were appended to rooms' logs through this node.",
                  counters.appended[kind].value(), {{"event", kinds[kind]}});
    s.gauge("confab_peer_nodes", "Other nodes that were heard of lately.", double(counters.peers.value()));
    const FollowerCounters& followed = backplane.followed();
    s.gauge("confab_holes", "Rooms with a hole that is being filled.", double(followed.holes.value()));
    s.counter("confab_hole_fills_total", "Pages that were read because of a hole.", followed.fills.value());
    s.counter("confab_events_filled_total", "Events that came from the database and not from another node.",
              followed.eventsFilled.value());
    if (const std::optional<BrokerCounts> nodeMessages = chat.broker().counts())
        collectNodeMessages(s, *nodeMessages);
}

void collectCertificate(Samples& s, qint64 endsMs) {
    if (endsMs == 0)
        return;
    constexpr double dayMs = 24.0 * 3600 * 1000;
    s.gauge("confab_tls_certificate_days_left", "Until the server's certificate runs out; below 0 it has.",
            double(endsMs - UtcTime::now().ms) / dayMs);
}

void collectThreads(Samples& s, const Watchdog& watchdog) {
    for (const Watchdog::Figures& one : watchdog.figures()) {
        const Samples::Labels labels{{"thread", one.thread}};
        s.counter("confab_thread_stalls_total", "How often a thread did not turn for over a second.", one.stalls,
                  labels);
        s.gauge("confab_thread_stalled_seconds",
                "How long a thread has not turned, when that is over a second; else 0.", one.heldSeconds, labels);
    }
}

void collectHealth(Samples& s, const Health& health) {
    s.gauge("confab_ready", "1 when the server can serve, as /readyz says.", health.isReady());
    s.gauge("confab_database_up", "1 when the database answered the last time, and stores.", health.databaseServes());
    if (health.redis() != Health::Redis::NotUsed)
        s.gauge("confab_redis_connected", "1 when Redis is connected.", health.redis() == Health::Redis::Connected);
}

} // namespace confab
