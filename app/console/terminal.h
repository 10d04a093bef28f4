// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/console/lineeditor.h"
#include "app/console/pasteguard.h"
#include "app/console/standardinput.h"
#include "common/terminal/ttymode.h"

class QSocketNotifier;

namespace confab::console {

/// The chat's input and output: at a terminal the line being typed stays intact while lines are printed above it; with
/// pipes it reads and writes plain lines, and with a terminal at one end only, or one without escape sequences, the
/// terminal itself edits the line.
/// Thread: the program's. Owned by: the chat.
class Terminal : public QObject {
    Q_OBJECT
public:
    explicit Terminal(Output& output);
    ~Terminal() override;

    /// Prints a line above the one being typed.
    void print(const StyledText& line);
    /// Sets the text before the line being typed.
    void setLabel(const QString& label);
    /// Hides the lines entered from here on (a password), or shows them again.
    void setHidden(bool hidden);
    /// Returns an entered line that can't be used for editing. False when there is no line to edit.
    bool putBack(const EnteredLine& line);

Q_SIGNALS:
    void entered(const confab::console::EnteredLine& line);
    /// A key changed the text.
    void typed();
    /// `text`: a sentence about what happened to typed or pasted text.
    void remark(const QString& text);
    /// The input has ended.
    void closed();
    /// The output has failed: Output::trouble() has the reason.
    void broken();

private:
    void arrived(const QByteArray& bytes);
    void typedBytes(const QByteArray& bytes);
    void pastedBytes(const QByteArray& bytes);
    void linesArrived(const QStringList& lines);
    void conclude(const LineEditor::Outcome& outcome);
    void wokenUp();
    void redraw();
    void checkOutput();
    PromptLine prompt();

    Output& m_output;
    std::unique_ptr<TtyMode> m_keys; // null: plain lines
    std::unique_ptr<TtyMode> m_noEcho;
    std::unique_ptr<QSocketNotifier> m_wakeups;
    const bool m_isTyped; // the standard input is a terminal
    StandardInput m_input;
    LineSplitter m_splitter;
    PasteGuard m_guard;
    LineEditor m_editor;
    QString m_label;
    bool m_hidden = false;
    int m_cursorColumn = 0; // as last drawn
};

} // namespace confab::console
