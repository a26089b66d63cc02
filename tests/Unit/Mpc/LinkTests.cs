using System.Net;
using System.Net.Sockets;
using Chorus.Mpc.Links;
using Shouldly;
using Xunit;

namespace Chorus.Tests.Mpc;

/// <summary>Both kinds of link keep the same promises.</summary>
public sealed class LinkTests
{
    private const int LongMessage = ILink.LongestMessage;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Messages_arrive_whole_and_in_order(bool local)
    {
        using var pair = local ? LinkPair.Local() : LinkPair.Tcp();
        byte[][] messages = [[1], [2, 3], [.. Enumerable.Range(0, 100_000).Select(i => (byte)i)], [], [9]];
        foreach (var message in messages)
        {
            pair.A.Send(message);
        }

        foreach (var message in messages)
        {
            var received = new byte[message.Length];
            pair.B.Receive(received);
            received.ShouldBe(message);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Both_sides_may_send_the_longest_message_before_either_reads(bool local)
    {
        using var pair = local ? LinkPair.Local() : LinkPair.Tcp();
        var a = Task.Factory.StartNew(() => SendThenReceive(pair.A, 1), TestContext.Current.CancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        var b = Task.Factory.StartNew(() => SendThenReceive(pair.B, 2), TestContext.Current.CancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        (await a.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken)).ShouldBe((byte)2);
        (await b.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken)).ShouldBe((byte)1);

        static byte SendThenReceive(ILink link, byte filling)
        {
            var message = new byte[LongMessage];
            Array.Fill(message, filling);
            link.Send(message);
            link.Receive(message);
            return message[^1];
        }
    }

    [Theory]
    [InlineData(true, 3)]
    [InlineData(false, 3)]
    [InlineData(true, 5)]
    [InlineData(false, 5)]
    public void A_message_of_another_length_is_refused(bool local, int length)
    {
        using var pair = local ? LinkPair.Local() : LinkPair.Tcp();
        pair.A.Send(new byte[length]);
        Should.Throw<LinkException>(() => pair.B.Receive(new byte[4])).Message.ShouldContain("4");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void What_was_sent_before_closing_still_arrives_and_then_waiting_ends(bool local)
    {
        using var pair = local ? LinkPair.Local() : LinkPair.Tcp();
        pair.A.Send([7]);
        pair.CloseA();
        var received = new byte[1];
        pair.B.Receive(received);
        received[0].ShouldBe((byte)7);
        Should.Throw<LinkException>(() => pair.B.Receive(received));
    }

    [Fact]
    public void A_closed_link_takes_no_more_messages()
    {
        using var pair = LinkPair.Tcp();
        pair.CloseA();
        Should.Throw<LinkException>(() => pair.A.Send([1]));
        using var local = LinkPair.Local();
        local.CloseA();
        Should.Throw<LinkException>(() => local.A.Send([1]));
    }

    [Fact]
    public async Task Aborting_a_stream_link_ends_a_wait_on_it()
    {
        using var pair = LinkPair.Tcp();
        var waiting = Task.Factory.StartNew(
            () => Should.Throw<LinkException>(() => pair.B.Receive(new byte[1])), TestContext.Current.CancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        ((StreamLink)pair.B).Abort();
        (await waiting.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken)).ShouldNotBeNull();
    }

    [Fact]
    public void A_wait_that_begins_after_an_abort_ends_too()
    {
        using var pair = LinkPair.Tcp();
        ((StreamLink)pair.B).Abort();
        Should.Throw<LinkException>(() => pair.B.Receive(new byte[1]));
    }

    [Fact]
    public void A_message_longer_than_the_longest_is_the_callers_mistake()
    {
        using var pair = LinkPair.Tcp();
        Should.Throw<ArgumentException>(() => pair.A.Send(new byte[LongMessage + 1]));
    }

    private sealed class LinkPair(ILink a, ILink b, Action closeA, Action close) : IDisposable
    {
        public ILink A { get; } = a;

        public ILink B { get; } = b;

        public static LinkPair Local()
        {
            var links = new LocalLinks();
            return new LinkPair(links.Link(0, 1), links.Link(1, 0), () => links.Close(0), links.Dispose);
        }

        public static LinkPair Tcp()
        {
            using var listener = new TcpListener(IPAddress.Loopback, 0);
            listener.Start();
            var dialled = new TcpClient();
            dialled.Connect((IPEndPoint)listener.LocalEndpoint);
            var accepted = listener.AcceptTcpClient();
            var a = new StreamLink(dialled.GetStream());
            var b = new StreamLink(accepted.GetStream());
            return new LinkPair(a, b, a.Dispose, () =>
            {
                b.Abort();
                a.Abort();
                a.Dispose();
                b.Dispose();
                dialled.Dispose();
                accepted.Dispose();
            });
        }

        public void CloseA() => closeA();

        public void Dispose() => close();
    }
}
