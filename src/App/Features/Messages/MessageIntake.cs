using Chorus.App.Data;
using Chorus.App.Hosting;
using Chorus.Escrow;
using Chorus.Escrow.Depositing;
using Chorus.Escrow.Manifests;
using Chorus.Escrow.Messages;
using Chorus.Sealing;
using Microsoft.EntityFrameworkCore;

namespace Chorus.App.Features.Messages;

/// <summary>Checks a message's signature and stores it. What it says, nobody here can read.</summary>
internal sealed class MessageIntake(SiteDb db, Manifest manifest, TimeProvider clock)
{
    /// <summary>The largest body: an envelope of 64 KiB in base64url and the rest.</summary>
    public const int MostBytes = 100_000;

    // Of one report, in one direction: far more than people write, and a bound on what one receipt can fill.
    private const int MostMessages = 500;
    private const int IdLength = 16;

    /// <summary>Stores a message of <paramref name="report"/> for the organisation that it is addressed to.</summary>
    /// <param name="report">the report, deposited and not withdrawn.</param>
    /// <param name="post">what was posted.</param>
    /// <param name="direction">who claims to have written it.</param>
    /// <param name="signingKeys">the keys that may have signed it: the family's, or the organisation's newest.</param>
    /// <param name="stop">ends the wait for the database.</param>
    public async Task<IResult> StoreAsync(Report report, MessagePost post, Direction direction, IEnumerable<byte[]> signingKeys, CancellationToken stop)
    {
        if (post.Id.Length != IdLength || !Envelope.IsSealedLength(post.Envelope.Length))
        {
            return Problems.Malformed("The message's id or envelope has a wrong length.");
        }
        var message = new SealedMessage(new Handle(post.Handle), post.Id, direction, post.Envelope, post.Signature);
        if (!signingKeys.Any(key => message.Verify(manifest.Deployment, key)))
        {
            return Problems.Refuse(StatusCodes.Status400BadRequest, StatementProblem.BadSignature, "The message's signature is not that of the one who writes.");
        }
        var known = await db.Across<Message>().AsNoTracking().SingleOrDefaultAsync(m => m.Handle == post.Handle && m.Id == post.Id, stop);
        if (known is not null)
        {
            return known.Direction == (byte)direction && known.Envelope.AsSpan().SequenceEqual(post.Envelope)
                ? Done()
                : Problems.Refuse(StatusCodes.Status409Conflict, "message-conflict", "A message with this id is here already. Send it once more from the page.");
        }
        if (await db.Across<Message>().CountAsync(m => m.Handle == post.Handle && m.Direction == (byte)direction, stop) >= MostMessages)
        {
            return Problems.Refuse(StatusCodes.Status409Conflict, "too-many-messages", "No more messages fit in this report.");
        }
        db.Add(new Message
        {
            Handle = post.Handle,
            Id = post.Id,
            OrganisationId = report.OrganisationId,
            Direction = (byte)direction,
            Envelope = post.Envelope,
            Signature = post.Signature,
            Hour = Hour.Now(clock),
        });
        await db.SaveChangesAsync(stop);
        return Done();
    }

    private static IResult Done() => Results.Json(new { }, SiteJson.Options);
}
