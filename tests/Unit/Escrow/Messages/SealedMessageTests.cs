using Chorus.Escrow.Depositing;
using Chorus.Escrow.Messages;
using Chorus.Sealing;
using Chorus.Unit.Tests.Vectors;
using CsCheck;
using Shouldly;
using Xunit;

namespace Chorus.Unit.Tests.Escrow.Messages;

public sealed class SealedMessageTests
{
    private static readonly Trial s_trial = new("message");
    private static readonly byte[] s_deployment = s_trial.Manifest.Deployment;
    private static readonly byte[] s_thread = s_trial.Random.Bytes(32);
    private static readonly Handle s_handle = new(s_trial.Random.Bytes(16));
    private static readonly SigningKey s_family = s_trial.Receipt.Signing;

    [Fact]
    public void Both_sides_read_what_either_wrote() =>
        Gen.Select(Gen.String, Gen.Bool).Sample(
            (text, fromReporter) =>
            {
                var (direction, key) = fromReporter
                    ? (Direction.FromReporter, s_family)
                    : (Direction.FromOrganisation, s_trial.Organisation.Signing);
                // Half a surrogate pair is not text: JSON cannot carry it.
                text = string.Concat(text.EnumerateRunes());
                var message = SealedMessage.Seal(s_thread, s_deployment, s_handle, direction, text, "2026-11-23T21Z", key);
                message.TryOpen(s_thread, s_deployment, key.PublicKey, out var opened, out _).ShouldBeTrue();
                opened!.Text.ShouldBe(text);
            },
            iter: 100);

    [Fact]
    public void A_message_does_not_pass_for_one_of_the_other_side()
    {
        var message = Written();
        Fault(message with { Direction = Direction.FromOrganisation }, s_family.PublicKey).ShouldBe(MessageFault.Signature);
        Fault(message, s_trial.Organisation.Signing.PublicKey).ShouldBe(MessageFault.Signature);
    }

    [Fact]
    public void A_message_does_not_move_to_another_report_or_another_id()
    {
        var message = Written();
        Fault(message with { Handle = new Handle(new byte[16]) }, s_family.PublicKey).ShouldBe(MessageFault.Signature);
        Fault(message with { Id = new byte[16] }, s_family.PublicKey).ShouldBe(MessageFault.Signature);
        Fault(message with { Id = [] }, s_family.PublicKey).ShouldBe(MessageFault.Signature);
    }

    [Fact]
    public void A_message_of_another_thread_does_not_open()
    {
        Written().TryOpen(new byte[32], s_deployment, s_family.PublicKey, out _, out var fault).ShouldBeFalse();
        fault.ShouldBe(MessageFault.Envelope);
    }

    [Fact]
    public void Any_changed_byte_is_refused() =>
        Gen.Select(Gen.Bool, Gen.Int[0, int.MaxValue], Gen.Byte[1, 255]).Sample(
            (inEnvelope, place, change) =>
            {
                var message = Written();
                var changed = inEnvelope ? message.Envelope : message.Signature;
                changed[place % changed.Length] ^= change;
                Fault(message, s_family.PublicKey).ShouldBe(MessageFault.Signature);
            },
            iter: 100);

    [Theory]
    [InlineData("""{"format":"chorus/message/2","text":"x","hour":"2026-11-23T21Z"}""")]
    [InlineData("""{"format":"chorus/message/1","text":"x","hour":"2026-11-23T21:30Z"}""")]
    [InlineData("""{"format":"chorus/message/1","hour":"2026-11-23T21Z"}""")]
    [InlineData("""{"format":"chorus/message/1","text":"x","text":"y","hour":"2026-11-23T21Z"}""")]
    [InlineData("""{"format":"chorus/message/1","text":"x","hour":"2026-11-23T21Z","kind":null}""")]
    [InlineData("""{"format":"chorus/message/1","text":"x","hour":"2026-11-23T21Z","kind":"watch","details":{}}""")]
    [InlineData("""{"format":"chorus/message/2","text":"x","hour":"2026-11-23T21Z","kind":"watch","details":null}""")]
    [InlineData("""{"format":"chorus/message/2","text":"x","hour":"2026-11-23T21Z","kind":7,"details":{}}""")]
    [InlineData("""{"format":"chorus/message/2","text":"x","hour":"2026-11-23T21Z","kind":"\ud800","details":{}}""")]
    [InlineData("not json")]
    public void A_text_that_does_not_follow_its_format_is_not_shown(string json)
    {
        var message = SealedMessage.SealText(
            s_thread, s_deployment, s_handle, Direction.FromReporter, System.Text.Encoding.UTF8.GetBytes(json), s_family, SecureRandom.Fill);
        Fault(message, s_family.PublicKey).ShouldBe(MessageFault.Text);
    }

    [Fact]
    public void Every_good_vector_opens_to_its_text()
    {
        foreach (var vector in VectorEntry.Good("message.json"))
        {
            Open(vector, out var message).ShouldBe(MessageFault.None, vector.Name);
            message!.Text.ShouldBe(vector.Text("text"));
            message.Hour.ShouldBe(vector.Text("hour"));
            (message.Kind?.Name).ShouldBe(vector.Has("kind") ? vector.Text("kind") : null, vector.Name);
            (message.Kind is { } kind ? MessageKindJson.Details(kind).GetRawText() : null).ShouldBe(vector.Has("details") ? vector.Text("details") : null, vector.Name);
        }
    }

    [Fact]
    public void Every_bad_vector_is_refused_for_its_reason()
    {
        foreach (var vector in VectorEntry.Bad("message.json"))
        {
            Open(vector, out _).ShouldBe(vector.Fault<MessageFault>(), vector.Name);
        }
    }

    private static MessageFault Open(VectorEntry vector, out MessageText? message)
    {
        new SealedMessage(
            new Handle(vector.Bytes("handle")), vector.Bytes("id"), (Direction)vector.Int("direction"), vector.Bytes("envelope"), vector.Bytes("signature"))
            .TryOpen(vector.Bytes("threadKey"), vector.Bytes("deployment"), vector.Bytes("signingKey"), out message, out var fault);
        return fault;
    }

    private static SealedMessage Written() =>
        SealedMessage.Seal(s_thread, s_deployment, s_handle, Direction.FromReporter, "On Tuesday, please.", "2026-11-23T21Z", s_family);

    private static MessageFault Fault(SealedMessage message, byte[] signingKey)
    {
        message.TryOpen(s_thread, s_deployment, signingKey, out _, out var fault).ShouldBeFalse();
        return fault;
    }
}
