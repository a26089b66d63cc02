using System.Net.Sockets;
using System.Text;
using Chorus.Trustee.Settings;

namespace Chorus.Trustee.Control;

/// <summary>
/// How <c>chorus trustee run</c> and <c>status</c> reach the serving process: a Unix socket in the data folder with mode
/// 0600, so that who may read the trustee's files may command it, and nobody else. One line in, an answer out.
/// </summary>
internal sealed class ControlSocket : IDisposable
{
    private const int LongestLine = 64;

    private readonly string _path;
    private readonly Socket _socket;

    internal ControlSocket(DataFolder data)
    {
        _path = data.ControlSocket;
        _socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        // The key file's lock makes sure that no other process serves this folder: a socket that is there is a stale one.
        File.Delete(_path);
        _socket.Bind(EndPoint(data));
        DataFolder.KeepForOwner(_path);
        _socket.Listen();
    }

    /// <summary>Asks the process that serves a data folder.</summary>
    /// <exception cref="OperatorException">where none does.</exception>
    internal static async Task<string> AskAsync(DataFolder data, string command, CancellationToken cancel)
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(EndPoint(data), cancel);
        }
        catch (SocketException e)
        {
            throw new OperatorException($"No trustee is running on {data.Root}. Start it with: chorus trustee serve --data {data.Root}", e);
        }

        await using var stream = new NetworkStream(socket);
        await stream.WriteAsync(Encoding.ASCII.GetBytes(command + "\n"), cancel);
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return await reader.ReadToEndAsync(cancel);
    }

    /// <summary>Answers until cancelled.</summary>
    internal async Task ServeAsync(Func<string, CancellationToken, Task<string>> answer, CancellationToken cancel)
    {
        while (!cancel.IsCancellationRequested)
        {
            try
            {
                var client = await _socket.AcceptAsync(cancel);
                _ = AnswerAsync(client, answer, cancel);
            }
            catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                if (cancel.IsCancellationRequested)
                {
                    return;
                }
            }
        }
    }

    public void Dispose()
    {
        _socket.Dispose();
        File.Delete(_path);
    }

    private static async Task AnswerAsync(Socket client, Func<string, CancellationToken, Task<string>> answer, CancellationToken cancel)
    {
        try
        {
            await using var stream = new NetworkStream(client, ownsSocket: true);
            var line = new byte[LongestLine];
            var length = 0;
            while (length < line.Length && !line.AsSpan(0, length).Contains((byte)'\n'))
            {
                var read = await stream.ReadAsync(line.AsMemory(length), cancel);
                if (read == 0)
                {
                    return;
                }

                length += read;
            }

            await stream.WriteAsync(Encoding.UTF8.GetBytes(await answer(Encoding.ASCII.GetString(line, 0, length).TrimEnd(), cancel)), cancel);
        }
        catch (Exception e) when (e is IOException or SocketException or OperationCanceledException)
        {
            // The operator's command went away; there is nobody to tell.
        }
    }

    private static UnixDomainSocketEndPoint EndPoint(DataFolder data)
    {
        try
        {
            return new UnixDomainSocketEndPoint(data.ControlSocket);
        }
        catch (ArgumentOutOfRangeException e)
        {
            throw new OperatorException($"The path of the data folder {data.Root} is too long for the socket that commands go through. Choose a folder with a path of at most 90 characters.", e);
        }
    }
}
