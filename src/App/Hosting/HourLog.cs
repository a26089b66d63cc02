using System.Collections.Concurrent;
using Chorus.Escrow;

namespace Chorus.App.Hosting;

/// <summary>
/// The site's log: one line an event, with the hour, the level, the source and the text. It has no scopes, since those
/// of ASP.NET Core hold the connection and the path of a request; of an exception it keeps the type and the stack, not
/// the message, which may quote what somebody sent.
/// </summary>
internal sealed class HourLog(TextWriter writer, TimeProvider clock) : ILoggerProvider
{
    private readonly ConcurrentDictionary<string, ILogger> _loggers = new(StringComparer.Ordinal);
    private readonly Lock _writing = new();

    /// <summary>A log that is appended to a file; the folder is created.</summary>
    public static HourLog ToFile(string path, TimeProvider clock)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var stream = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite);
        return new HourLog(new StreamWriter(stream) { AutoFlush = true }, clock);
    }

    public ILogger CreateLogger(string categoryName) => _loggers.GetOrAdd(categoryName, name => new Source(this, name));

    public void Dispose() => writer.Dispose();

    private void Write(LogLevel level, string source, string text, Exception? exception)
    {
        lock (_writing)
        {
            writer.WriteLine($"{Hour.Now(clock)} {level} {source}: {text}");
            for (var e = exception; e is not null; e = e.InnerException)
            {
                writer.WriteLine($"  {e.GetType().FullName}");
                writer.WriteLine(e.StackTrace);
            }
        }
    }

    private sealed class Source(HourLog log, string name) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel is not LogLevel.None;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            log.Write(logLevel, name, formatter(state, exception), exception);
    }
}
