namespace Chorus.Cli.Match;

/// <summary>A bar on a terminal; nothing where standard error goes elsewhere.</summary>
internal sealed class MatchProgress(TextWriter terminal, bool shown, int reports)
{
    private const int Width = 30;

    private int _done;
    private string _doing = "";

    public void Doing(string what)
    {
        _doing = what;
        Draw();
    }

    public void Done(int count)
    {
        _done += count;
        Draw();
    }

    /// <summary>Takes the bar away, so that a line can be written.</summary>
    public void Clear()
    {
        if (shown)
        {
            terminal.Write("\r\u001b[K");
        }
    }

    private void Draw()
    {
        if (shown)
        {
            var filled = reports == 0 ? Width : (int)((long)Width * _done / reports);
            terminal.Write($"\r\u001b[K[{new string('#', filled)}{new string('.', Width - filled)}] {_done:N0} of {reports:N0} reports, {_doing}");
        }
    }
}
