// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/storage/sql/appendjob.h"

#include "server/storage/sql/append.h"
#include "server/storage/sql/appendstrategy.h"
#include "server/storage/sql/sqlconnection.h"
#include "server/storage/sql/sqljobs.h"
#include "server/storage/sql/storagelimits.h"

namespace confab {

AppendJob::AppendJob(JobSink& writer, NewEvent event)
    : Job(qint64(lockOrder(event.room))), m_writer(writer), m_event(std::move(event)) {}

bool AppendJob::await_suspend(std::coroutine_handle<> handle) {
    m_waiting = handle;
    if (Status accepted = m_writer.submit(*this); !accepted) {
        m_result = fail(std::move(accepted.error()));
        return false; // refused: continue at once with the error
    }
    return true;
}

Result<RoomLog::Appended> AppendJob::await_resume() {
    if (!m_result)
        return fail(Error(ErrorKind::Internal, QStringLiteral("A job was given back undone")));
    return std::move(*m_result);
}

void AppendJob::run(void* context) {
    const Working working(cause());
    m_result.emplace(static_cast<SqlConnection*>(context)->atomically<RoomLog::Appended>(
        [this](SqlConnection& db) { return appendEvent(db, m_event); }));
}

void AppendJob::refuse(Error error) {
    m_result.emplace(fail(std::move(error)));
}

void AppendJob::settle(Seq seq) {
    m_result.emplace(RoomLog::Appended{{m_event.room, seq, m_event.by, m_event.at, m_event.data}, false});
}

size_t runTogether(SqlConnection& db, std::span<Job* const> jobs) {
    const AppendStrategy& appending = db.dialect().appending();
    const size_t most = std::min(appending.mostTogether(), jobs.size());
    std::vector<AppendJob*> together;
    std::vector<const NewEvent*> messages;
    for (size_t i = 0; i < most; ++i) {
        auto* job = dynamic_cast<AppendJob*>(jobs[i]);
        if (!job || !isPlainMessage(job->event()))
            break;
        together.push_back(job);
        messages.push_back(&job->event());
    }
    if (together.size() < limits::fewestTogether)
        return 0;
    const Working working(together.front()->cause()); // the first stands for all
    const auto seqs = db.atomically<std::vector<Seq>>(
        [&](SqlConnection& inside) { return appending.appendTogether(inside, messages); });
    for (size_t i = 0; seqs && i < together.size(); ++i) {
        if ((*seqs)[i] > 0)
            together[i]->settle((*seqs)[i]);
        else if (!db.isBroken() && !db.needsSavepointRetry())
            together[i]->run(&db);
    }
    return together.size();
}

} // namespace confab
