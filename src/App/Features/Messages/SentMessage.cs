using Chorus.App.Data;

namespace Chorus.App.Features.Messages;

/// <summary>A stored message as both sides get it; what it says is in the envelope.</summary>
internal sealed record SentMessage(byte[] Handle, byte[] Id, byte Direction, byte[] Envelope, byte[] Signature, string Hour)
{
    public static SentMessage Of(Message m) => new(m.Handle, m.Id, m.Direction, m.Envelope, m.Signature, m.Hour);
}

/// <summary>The body of <c>POST /api/messages</c> and <c>POST /desk/api/messages</c>.</summary>
internal sealed record MessagePost(byte[] Handle, byte[] Id, byte[] Envelope, byte[] Signature);
