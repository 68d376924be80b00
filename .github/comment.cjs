// Post a file as the only comment on the pull request of this run, or update the existing comment.
// Everything from outside is passed to the GitHub API as a value, never to a shell.
const fs = require('fs')

const LARGEST = 65000 // GitHub accepts 65,536 characters
const POSTER = 'github-actions[bot]' // the account that posts with the workflow's token; nobody else can have this name

module.exports = async ({github, context, core, file}) => {
  const body = fs.readFileSync(file, 'utf8')
  const mark = body.split('\n', 1)[0]
  if (!/^<!-- .+ -->$/.test(mark) || body.length > LARGEST) throw new Error('this is not what python -m scripts comment prints')
  const {owner, repo} = context.repo
  const {number, head} = context.payload.pull_request
  const {data: pull} = await github.rest.pulls.get({owner, repo, pull_number: number})
  if (pull.state !== 'open' || pull.head.sha !== head.sha) {
    core.info('the pull request is closed, or has newer commits: nothing is posted')
    return
  }
  const comments = await github.paginate(github.rest.issues.listComments, {owner, repo, issue_number: number, per_page: 100})
  const ours = comments.find((c) => c.user?.login === POSTER && c.user.type === 'Bot' && c.body?.startsWith(mark))
  if (ours) await github.rest.issues.updateComment({owner, repo, comment_id: ours.id, body})
  else await github.rest.issues.createComment({owner, repo, issue_number: number, body})
}
